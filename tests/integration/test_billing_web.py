"""The API and the screens of billing, as a signed-in user meets them."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.billing.adapters.database import metadata
from services.billing.main import LAW
from shared.access import Role, User
from shared.service import Service
from shared.transport.embedded import EmbeddedLog
from shared.transport.topics import TOPICS
from tests.integration.test_billing_chain import (
    CLIENTS,
    determined,
    elsewhere,
    history,
    run,
    service,
    step,
    told,
    too_high,
    transferred,
    work,
)
from tests.support.read_looks import looks
from tests.support.web import web_context

FINANCE = User("priya", "Priya", Role.FINANCE, frozenset({"0321"}))
MANAGER = User("sam", "Sam", Role.FUNCTIONAL_MANAGER, frozenset({"0321"}))
ELSEWHERE = User("otto", "Otto", Role.FINANCE, frozenset({"0353"}))
PROVIDER = User("aanbieder", "Aanbieder", Role.PROVIDER, provider="98990123")
QUESTION = {
    "regime": "awbz-transition",
    "on": "2015-03-01",
    "household": "single",
    "pensionAge": "one",
    "incomeYear": 1_500_000,
    "assets": 0,
    "costPriceInPeriod": 50_000,
}
Open = Callable[[User], FlaskClient]


@pytest.fixture(scope="module")
def billing(tmp_path_factory: pytest.TempPathFactory) -> Service:
    return run(tmp_path_factory.mktemp("billing"), *history())


@pytest.fixture
def as_user(billing: Service) -> Open:
    return lambda user: billing.make_web(web_context(user)).test_client()


def logged(billing: Service, user: User) -> list[tuple[str, str, str]]:
    found = [look for look in looks(billing.database.engine) if look["userId"] == user.id]
    return [(client, look["role"], look["words"]) for look in found for client in look["clientIds"]]


def tiles_of(page: str) -> dict[str, int]:
    found = re.findall(r'zl-tile__number">(\d+)</span>\s*<span class="zl-tile__words">([^<]+)<', page)
    return {words: int(number) for number, words in found}


def test_the_api_answers_a_contribution_in_cents(as_user: Open) -> None:
    answer = as_user(PROVIDER).post("/api/v1/contributions/assess", json=QUESTION)
    assert answer.status_code == 200
    assert answer.json is not None
    assert (answer.json["maximumPerPeriod"], answer.json["due"]) == (1900, 1273)
    assert all(reason["article"] for reason in answer.json["reasons"])


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({"colour": "red"}, 400, "Dit veld kennen we niet."),
        ({"regime": "awbz"}, 400, "Kies een van"),
        ({"incomeYear": "veel"}, 400, "hele centen"),
        ({"exemption": "none"}, 400, "Kies een van"),
        ({"costPriceInPeriod": None}, 400, "niet leeg"),
        ({"minutesInPeriod": 1.5}, 400, "heel getal"),
        ({"incomeYear": 15.5}, 400, "hele centen"),
        ({"incomeYear": 10**15}, 400, "te hoog"),
        ({"on": "31-02-2015"}, 400, "Schrijf een datum als 2015-06-30"),
        ({"on": "2015-02-31"}, 400, "bestaat niet"),
        ({"on": None}, 400, "niet leeg"),
        (
            {"on": "2016-03-01"},
            422,
            "Voor 1 maart 2016 kennen wij geen bedragen van deze regeling. Kies een dag in 2015",
        ),
        ({"incomeYear": -1}, 422, "lager dan nul"),
        ({"pensionAge": "both"}, 422, "alleenstaande heeft geen partner"),
        ({"incomeYear": None, "assets": -1}, 422, "lager dan nul"),
        ({"exemption": "wheelchair"}, 422, "hoort niet bij deze regels"),
        ({"regime": "wmo-2015", "minutesInPeriod": 60}, 422, "Laat de tijd weg"),
    ],
)
def test_a_question_that_cannot_be_answered_gets_a_dutch_problem(
    as_user: Open, change: dict[str, Any], status: int, said: str
) -> None:
    answer = as_user(FINANCE).post("/api/v1/contributions/assess", json=QUESTION | change)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert said in answer.get_data(as_text=True).encode().decode("unicode_escape")


@pytest.mark.parametrize(
    ("change", "maximum", "due", "article"),
    [
        pytest.param({"incomeYear": None}, 1900, 1273, "16f lid 1", id="unknown-income"),
        pytest.param({"assets": None}, 1900, 1273, "16f lid 1", id="unknown-assets"),
        pytest.param({"incomeYear": None, "assets": None, "regime": "wmo-2015"}, 1940, 1940, "3.10 lid 1", id="wmo"),
        pytest.param({"exemption": "shelter"}, 1900, 0, "16d lid 6", id="nights-in-shelter"),
        pytest.param({"exemption": None}, 1900, 1273, "16d lid 5", id="no-exemption"),
        pytest.param({"minutesInPeriod": 60}, 1900, 938, "16d lid 1", id="one-hour-of-care"),
        pytest.param({"wmoContributionInPeriod": 900}, 1900, 670, "16d lid 4", id="wmo-goes-off-first"),
    ],
)
def test_what_is_unknown_or_special_has_its_own_article(
    as_user: Open, change: dict[str, Any], maximum: int, due: int, article: str
) -> None:
    answer = as_user(PROVIDER).post("/api/v1/contributions/assess", json=QUESTION | change)
    assert answer.json is not None
    assert (answer.json["maximumPerPeriod"], answer.json["due"]) == (maximum, due)
    assert article in [reason["article"] for reason in answer.json["reasons"]]


def test_the_description_says_which_facts_may_be_unknown(as_user: Open) -> None:
    description = as_user(FINANCE).get("/api/v1/openapi.json").json
    assert description is not None
    schema = description["components"]["schemas"]["AssessContribution"]
    assert set(schema["required"]) == set(QUESTION)
    assert {name for name, of in schema["properties"].items() if of.get("nullable")} >= {"incomeYear", "assets"}
    assert not schema["properties"]["costPriceInPeriod"].get("nullable")
    assert "wheelchair" in schema["properties"]["exemption"]["enum"]


@pytest.mark.parametrize("missing", sorted(QUESTION))
def test_a_missing_field_is_named_in_the_problem(as_user: Open, missing: str) -> None:
    question = {name: value for name, value in QUESTION.items() if name != missing}
    answer = as_user(FINANCE).post("/api/v1/contributions/assess", json=question)
    assert answer.status_code == 400
    assert answer.json is not None
    assert [error["in"] for error in answer.json["errors"]] == [missing]


def test_the_api_shows_a_budget_and_logs_the_reader(as_user: Open, billing: Service) -> None:
    user = User("reader", "Reader", Role.AUDITOR, frozenset({"0321"}))
    answer = as_user(user).get(f"/api/v1/budgets/{CLIENTS[0]}")
    assert answer.json is not None
    assert answer.json["client"] == CLIENTS[0]
    assert (answer.json["state"], answer.json["grossCents"]) == ("granted", 900_000)
    assert (answer.json["from"], answer.json["until"]) == ("2015-01-01", "2015-12-31")
    assert answer.json["lines"][0]["functionId"] == "410000123-81"
    assert logged(billing, user) == [(CLIENTS[0], "auditor", "Budget van een cliënt bekeken")]


@pytest.mark.parametrize(
    ("user", "status"), [(ELSEWHERE, 403), (PROVIDER, 403), (User("c", "C", Role.CLIENT, client=CLIENTS[0]), 403)]
)
@pytest.mark.parametrize("path", [f"/budgets/{CLIENTS[0]}", f"/api/v1/budgets/{CLIENTS[0]}"])
def test_a_budget_of_somebody_elses_client_stays_closed(
    as_user: Open, billing: Service, user: User, status: int, path: str
) -> None:
    answer = as_user(user).get(path)
    assert answer.status_code == status
    assert "9.000" not in answer.get_data(as_text=True)
    assert logged(billing, user) == []


@pytest.mark.parametrize("path", ["/budgets/{}", "/api/v1/budgets/{}"])
def test_an_unknown_client_is_not_found(as_user: Open, path: str) -> None:
    answer = as_user(FINANCE).get(path.format("0a1b2c3d-0000-8000-8000-0000000000ff"))
    assert answer.status_code == 404
    assert "0a1b2c3d" in answer.get_data(as_text=True)


def test_the_list_shows_totals_and_logs_everybody_on_it(as_user: Open, billing: Service) -> None:
    user = User("lister", "Lister", Role.FINANCE, frozenset({"0321"}))
    page = as_user(user).get("/budgets").get_data(as_text=True)
    assert tiles_of(page) == {
        "wacht op een medewerker": 0,
        "kan niet berekend worden": 0,
        "toegekend": 8,
        "ingetrokken": 4,
    }
    assert "De boekingen zijn in balans" in page
    assert {subject for subject, _, _ in logged(billing, user)} == set(CLIENTS)


def test_the_list_of_another_municipality_is_empty(as_user: Open) -> None:
    page = as_user(ELSEWHERE).get("/budgets").get_data(as_text=True)
    assert "Er zijn geen budgetten met deze keuze." in page
    assert CLIENTS[0] not in page


def test_a_filter_on_a_foreign_municipality_is_refused(as_user: Open) -> None:
    assert as_user(FINANCE).get("/budgets?municipality=0353").status_code == 403


def test_the_list_can_be_narrowed_to_one_state(as_user: Open) -> None:
    page = as_user(FINANCE).get("/budgets?state=withdrawn").get_data(as_text=True)
    assert [client in page for client in CLIENTS[3:5]] == [True, True]
    assert CLIENTS[0] not in page


def test_the_page_of_a_client_explains_and_books(as_user: Open) -> None:
    page = as_user(FINANCE).get(f"/budgets/{CLIENTS[0]}").get_data(as_text=True)
    assert "€\u00a09.000,00 per jaar x 365 dagen / 365 dagen" in page
    assert "Wmo 2015, artikel 8.3 lid 3" in page
    assert page.count("Toekenning pgb") == 4
    assert page.count("Wijziging pgb") >= 2
    assert "/migration/clients/" not in page


CONDITIONAL = "0c000000-0000-8000-8000-000000000001"
DIED = "0c000000-0000-8000-8000-000000000002"


@pytest.fixture(scope="module")
def special(tmp_path_factory: pytest.TempPathFactory) -> Service:
    """One client whose care is not in use, and one who died, according to a delivery that has a fault in the class."""
    unused = transferred(CONDITIONAL, inUse=False)
    transfers = [unused, transferred(DIED), transferred(DIED, 2, **{"class": "K0", "pgb": None})]
    determinations = [
        determined(CONDITIONAL, conditional=True),
        determined(DIED),
        determined(DIED, 2, until="2015-03-14"),
    ]
    return run(tmp_path_factory.mktemp("special"), transfers, determinations)


def test_a_conditional_budget_says_so_on_every_screen_and_in_the_api(special: Service) -> None:
    web = special.make_web(web_context(FINANCE)).test_client()
    listed, page = (web.get(path).get_data(as_text=True) for path in ("/budgets", f"/budgets/{CONDITIONAL}"))
    assert re.search(r">toegekend</span><small[^>]*>onder voorwaarde<", listed)
    assert ">toegekend, onder voorwaarde</span>" in page
    assert "Wmo 2015, artikel 8.3 lid 2" in page
    assert "U had al een pgb" not in page
    answer = web.get(f"/api/v1/budgets/{CONDITIONAL}").json
    assert answer is not None
    assert (answer["conditional"], answer["lines"][0]["conditional"]) == (True, True)


def test_the_totals_say_how_much_is_conditional(special: Service) -> None:
    page = special.make_web(web_context(FINANCE)).test_client().get("/budgets").get_data(as_text=True)
    assert re.search(r"Daarvan onder voorwaarde</th>\s*<td[^>]*><span[^>]*>5\.098,75</span></td>", page)


MOVED, ABOVE = "0c000000-0000-8000-8000-000000000003", "0c000000-0000-8000-8000-000000000004"


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Service:
    """One client who went to 0353 in the course of the year, and one with an amount above the maximum."""
    transfers = [transferred(MOVED), elsewhere(MOVED, 2), too_high(ABOVE, 1)]
    determinations = [determined(MOVED), determined(MOVED, 2, on="2015-04-01"), determined(ABOVE)]
    return run(tmp_path_factory.mktemp("moved"), transfers, determinations)


@pytest.mark.parametrize(
    ("user", "said", "not_said"),
    [
        pytest.param(FINANCE, "1 januari 2015 tot en met 31 maart 2015", "30 juni 2015", id="where-the-client-left"),
        pytest.param(ELSEWHERE, "1 april 2015 tot en met 30 juni 2015", "31 maart 2015", id="where-the-client-lives"),
    ],
)
def test_each_municipality_sees_its_own_part_of_who_moved(moved: Service, user: User, said: str, not_said: str) -> None:
    web = moved.make_web(web_context(user)).test_client()
    page = web.get(f"/budgets/{MOVED}").get_data(as_text=True)
    assert said in page
    assert not_said not in page
    assert MOVED in web.get("/budgets").get_data(as_text=True)
    assert "in balans" in web.get("/budgets").get_data(as_text=True)
    api = web.get(f"/api/v1/budgets/{MOVED}").json
    assert api is not None
    assert api["municipality"] in user.municipalities


def test_an_amount_above_the_maximum_waits_on_every_screen(moved: Service) -> None:
    web = moved.make_web(web_context(FINANCE)).test_client()
    page = web.get(f"/budgets/{ABOVE}").get_data(as_text=True)
    assert "wacht op een medewerker" in page
    assert "Regeling subsidies AWBZ, artikel 2.6.6 lid 1" in page
    api = web.get(f"/api/v1/budgets/{ABOVE}").json
    assert api is not None
    assert (api["state"], api["grossCents"], api["from"]) == ("waiting", 0, None)


DECIDED = "0a1b2c3d-0000-8000-8000-000000000099"


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Service:
    """A client with a pgb who accepted an offer: another pgb from 1 May 2015."""
    id_ = "d0b3a2f4-66c1-4f0e-a7a5-0f3e0f1c2b3a"
    pgb = {"function": "81", "amount": 200, "unit": "hours", "form": "pgb", "provider": None, "yearlyCents": 480_000}
    route = [
        told("decision-made", DECIDED, 1, decisionId=id_, kind="pgb", provisions=[pgb]),
        step(DECIDED, 2, "send", decisionId=id_),
        step(DECIDED, 3, "accept-offer", decisionId=id_, oldRightUntil="2015-04-30"),
    ]
    return run(tmp_path_factory.mktemp("decided"), [transferred(DECIDED)], [determined(DECIDED), *route])


def test_the_page_of_a_client_says_from_when_which_rules_hold_and_why(decided: Service) -> None:
    web = decided.make_web(web_context(FINANCE)).test_client()
    page = web.get(f"/budgets/{DECIDED}").get_data(as_text=True)
    for said in (
        "Vanaf 1 mei 2015 is er een pgb door een besluit volgens de Wmo 2015",
        "Daarom loopt het oude pgb tot en met 30 april 2015",
        "besluit d0b3a2f4",
        "1 januari 2015 tot en met 30 april 2015",
        "1 mei 2015 tot en met 31 december 2015",
        "Wmo 2015, per bijdrageperiode",
        "vanaf 1 mei 2015",
        "Uitvoeringsbesluit Wmo 2015, artikel 3.8 lid 1",
    ):
        assert said in page, said
    api = web.get(f"/api/v1/budgets/{DECIDED}").json
    assert api is not None
    assert [line["decisionId"] for line in api["lines"]] == [None, *["d0b3a2f4-66c1-4f0e-a7a5-0f3e0f1c2b3a"] * 2]


def test_the_list_says_from_when_a_decision_rules(decided: Service) -> None:
    page = decided.make_web(web_context(FINANCE)).test_client().get("/budgets").get_data(as_text=True)
    assert "AWBZ-regels, en vanaf 1 mei 2015 Wmo door een besluit" in page
    assert "De boekingen zijn in balans" in page


@pytest.mark.parametrize(
    ("state", "clients", "gross"),
    [("", [MOVED, ABOVE], "2.535,29"), ("granted", [MOVED], "2.535,29"), ("waiting", [ABOVE], "0,00")],
)
def test_one_state_moves_list_totals_and_balances(moved: Service, state: str, clients: list[str], gross: str) -> None:
    web = moved.make_web(web_context(FINANCE)).test_client()
    page = web.get(f"/budgets?state={state}").get_data(as_text=True)
    assert [each for each in (MOVED, ABOVE) if each in page] == clients
    assert re.search(rf"Toegekend bruto</th>\s*<td[^>]*><span[^>]*>{gross}</span></td>", page)
    balance = "-" if gross == "0,00" else gross
    assert re.search(rf"Budget pgb \(bruto\)</th>\s*<td[^>]*><span[^>]*>{balance}</span></td>", page)


def test_a_list_is_sorted_as_the_address_says(as_user: Open) -> None:
    def order(sort: str) -> list[str]:
        page = as_user(FINANCE).get(f"/budgets?sort={sort}").get_data(as_text=True)
        return sorted((each for each in CLIENTS if f"/budgets/{each}" in page), key=lambda each: page.index(f"/{each}"))

    assert order("") == order("client") == CLIENTS
    assert as_user(FINANCE).get("/budgets?sort=nonsense").status_code == 400
    assert order("-client") == CLIENTS[::-1]
    assert order("-gross") == order("gross")[::-1] != CLIENTS


def test_a_budget_after_death_ends_on_that_day_and_balances(special: Service) -> None:
    web = special.make_web(web_context(FINANCE)).test_client()
    page = web.get(f"/budgets/{DIED}").get_data(as_text=True)
    assert "1 januari 2015 tot en met 14 maart 2015" in page
    assert "Het bedrag per jaar is niet opnieuw bepaald." in page
    assert "in balans" in web.get("/budgets").get_data(as_text=True)


@pytest.mark.parametrize("path", ["/budgets", f"/budgets/{CLIENTS[0]}"])
def test_every_cell_of_a_stacked_row_names_its_column(as_user: Open, path: str) -> None:
    """On a telephone the rows stand as lines below each other, so nobody scrolls sideways for state or amount."""
    page = as_user(FINANCE).get(path).get_data(as_text=True)
    stacked = re.findall(r'<table class="[^"]*zl-stack".*?</table>', page, re.DOTALL)
    assert stacked
    for table in stacked:
        columns = re.findall(r'role="columnheader"[^>]*>(?:<a[^>]*>)?([^<]+)<', table)[1:]
        named = re.findall(r'<td [^>]*role="cell" data-label="([^"]+)"', table)
        assert named == columns * (len(named) // len(columns))
        assert len(named) == table.count("<td ")


def test_a_caseworker_gets_a_link_to_the_clients_file(as_user: Open) -> None:
    user = User("noor", "Noor", Role.CASEWORKER, frozenset({"0321"}))
    page = as_user(user).get(f"/budgets/{CLIENTS[0]}").get_data(as_text=True)
    assert f'href="/migration/clients/{CLIENTS[0]}"' in page


def test_the_start_leads_to_the_budgets(as_user: Open) -> None:
    answer = as_user(FINANCE).get("/")
    assert (answer.status_code, answer.location) == (302, "/budgets")


@pytest.mark.parametrize(
    ("income", "status", "said"),
    [
        ("15.000,00", 200, "€\u00a012,73"),
        ("15000", 200, "€\u00a012,73"),
        ("15.000", 200, "€\u00a012,73"),
        ("15000.00", 200, "€\u00a012,73"),
        ("€ 15.000,00", 200, "€\u00a012,73"),
        ("veel", 400, "Vul voor het inkomen een bedrag in"),
        ("", 200, "Wij weten het inkomen of het vermogen nog niet"),
    ],
)
def test_the_calculator_reads_amounts_as_people_write_them(as_user: Open, income: str, status: int, said: str) -> None:
    form = QUESTION | {"incomeYear": income, "assets": "0", "costPriceInPeriod": "500"}
    answer = as_user(FINANCE).get("/contributions", query_string=form)
    assert answer.status_code == status
    assert said in answer.get_data(as_text=True)


def test_the_calculator_says_nothing_about_the_client_before_somebody_fills_it_in(as_user: Open) -> None:
    page = as_user(FINANCE).get("/contributions").get_data(as_text=True)
    for name in ("incomeYear", "assets", "costPriceInPeriod"):
        (box,) = re.findall(rf"<input[^>]*name=\"{name}\"[^>]*>", page)
        assert 'value=""' in box or "value=" not in box, box
    for name in ("household", "pensionAge"):
        boxes = re.findall(rf"<input[^>]*name=\"{name}\"[^>]*>", page)
        assert boxes
        assert not [box for box in boxes if " checked" in box]
    assert "Leeg betekent: niet bekend. Is er geen vermogen? Vul dan 0 in." in page
    asked = as_user(FINANCE).get("/contributions", query_string={"regime": "awbz-transition", "on": "2015-01-01"})
    assert asked.status_code == 400
    said = [
        asked.text.index(text) for text in ("Kies hoe de cliënt woont.", "Kies wie de AOW-leeftijd heeft.", "kosten")
    ]
    assert said == sorted(said)
    assert "single, couple" not in asked.text


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        pytest.param("pgb.toml", 'value = "0.015"', 'value = "0.02"', "2% van uw netto pgb", id="a-value"),
        pytest.param("pgb.toml", "Uw netto pgb is", "Netto krijgt u", "Netto krijgt u €\u00a0", id="a-sentence"),
    ],
)
def test_screen_and_api_follow_the_file_of_the_law(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    law = Path(shutil.copytree(LAW, tmp_path / "law"))
    text = (law / file).read_text(encoding="utf-8")
    (law / file).write_text(text.replace(old, new), encoding="utf-8")
    log = EmbeddedLog(tmp_path / "log.sqlite")
    moved = service(tmp_path, log, law)
    log.append(TOPICS["intake"], [transferred(CLIENTS[0])])
    log.append(TOPICS["migration"], [determined(CLIENTS[0])])
    work(moved)
    web = moved.make_web(web_context(FINANCE)).test_client()
    page, api = web.get(f"/budgets/{CLIENTS[0]}").get_data(as_text=True), web.get(f"/api/v1/budgets/{CLIENTS[0]}").json
    assert said in page
    assert api is not None
    assert [said in reason["explanation"] for reason in api["reasons"]].count(True) == 1
    assert all(reason["link"] in page.replace("&amp;", "&") for reason in api["reasons"])


def test_the_calculator_says_why_it_cannot_answer(as_user: Open) -> None:
    form = QUESTION | {"on": "2016-01-01", "incomeYear": "1", "assets": "0", "costPriceInPeriod": "1"}
    answer = as_user(FINANCE).get("/contributions", query_string=form)
    assert answer.status_code == 400
    assert "Kies een dag in 2015" in answer.get_data(as_text=True)
    assert 'value="2016-01-01"' in answer.get_data(as_text=True)


def test_a_form_with_errors_begins_with_where_to_mend_them(as_user: Open) -> None:
    form = QUESTION | {"on": "gisteren", "incomeYear": "veel", "assets": "0", "costPriceInPeriod": "1"}
    page = as_user(FINANCE).get("/contributions", query_string=form).get_data(as_text=True)
    assert '<a class="utrecht-link utrecht-link--html-a" href="#on">Schrijf een datum als 2015-06-30.</a>' in page
    assert 'href="#incomeYear">Vul voor het inkomen een bedrag in, bijvoorbeeld 1.234,56.</a>' in page
    assert "<title>Fout: Eigen bijdrage berekenen" in page
    assert re.search(r'id="on"[^>]*aria-describedby="on-fout" aria-invalid="true"', page)


def test_the_tiles_count_every_state_whichever_is_chosen(moved: Service) -> None:
    web = moved.make_web(web_context(FINANCE)).test_client()
    for state in ("", "granted", "waiting"):
        tiles = tiles_of(web.get(f"/budgets?state={state}").get_data(as_text=True))
        assert (tiles["toegekend"], tiles["wacht op een medewerker"]) == (1, 1)


def test_an_empty_calculator_shows_no_outcome(as_user: Open) -> None:
    page = as_user(FINANCE).get("/contributions").get_data(as_text=True)
    assert "Te betalen" not in page
    assert re.search(r'<label[^>]*for="incomeYear"', page)


def test_fifty_budgets_stand_on_a_page(tmp_path: Path) -> None:
    clients = [f"0b000000-0000-8000-8000-{number:012d}" for number in range(60)]
    many = run(tmp_path, [transferred(each) for each in clients], [determined(each) for each in clients])
    web = many.make_web(web_context(FINANCE)).test_client()
    first, second = (web.get(f"/budgets?page={page}").get_data(as_text=True) for page in (1, 2))
    assert [sum(client in page for client in clients) for page in (first, second)] == [50, 10]
    assert 'rel="next" href="?page=2"' in first
    assert 'rel="prev" href="?"' in second


def test_a_parked_message_is_shown_to_the_functional_manager_and_tried_again(tmp_path: Path) -> None:
    incomplete = transferred(CLIENTS[0])
    incomplete = replace(incomplete, data={name: each for name, each in incomplete.data.items() if name != "functions"})
    service = run(tmp_path, [incomplete], [])
    web = service.make_web(web_context(MANAGER)).test_client()
    page = web.get("/parked").get_data(as_text=True)
    assert "gegevens van de cliënt" in page
    assert "functions ontbreekt" in page
    assert web.post(f"/parked/{incomplete.id}").headers["Location"].endswith("done=0-1")
    assert web.post(f"/parked/{transferred(CLIENTS[1]).id}").status_code == 403
    assert service.make_web(web_context(FINANCE)).test_client().get("/parked").status_code == 403


def test_health_metrics_and_description_are_served(as_user: Open, billing: Service) -> None:
    web = as_user(FINANCE)
    assert "lateTicks" in (web.get("/healthz").json or {}), "no day's work was done yet"
    billing.tick(billing.database.clock.today())
    assert web.get("/healthz").json == {"status": "ok", "service": "billing"}
    assert 'zachte_landing_events_received{service="billing"} 48.0' in web.get("/metrics").get_data(as_text=True)
    description = web.get("/api/v1/openapi.json").json
    assert description is not None
    of_parked = {"/parked", "/parked/count", "/parked/again", "/parked/{event}/step", "/steps/{cause}"}
    assert set(description["paths"]) == {"/contributions/assess", "/budgets/{id}"} | of_parked


def test_the_versions_make_exactly_the_tables_of_the_code(billing: Service) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with billing.database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
