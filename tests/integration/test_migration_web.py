"""The API and the screens of migration, through the Flask test client."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text as sql

from shared.access import Role, User
from shared.clock import TurnedClock
from shared.events.contracts import CONTRACTS
from shared.looks.chain import judge
from shared.messaging.rebuild import whole_log
from shared.service import Service
from shared.transport.topics import LOOK_TOPICS
from shared.web.house import House
from tests.support import migration as support
from tests.support.migration import checked, feed, function, held_back, id_of, transferred
from tests.support.read_looks import forget_looks, persons_seen
from tests.support.web import web_context

NOOR = User("consulent", "Noor", Role.CASEWORKER, frozenset({"0321", "0331"}))
HUGO = User("consulent-lopik", "Hugo", Role.CASEWORKER, frozenset({"0331"}))
SAM = User("beheerder", "Sam", Role.FUNCTIONAL_MANAGER, frozenset({"0321"}))
PRIYA = User("financien", "Priya", Role.FINANCE, frozenset({"0321"}))
CLIENT = User("client", "Een cliënt", Role.CLIENT, client=id_of("anna"))
ANNA = id_of("anna")
PERSON = {"initials": "A.", "prefix": "de", "surname": "Appel", "birthDate": "1950-02-03", "diedOn": None}


@pytest.fixture(scope="module")
def told_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("told")
    opened = support.open_service(folder)
    many = [transferred(f"client {number}") for number in range(60)]
    feed(opened, [transferred("anna", person=PERSON), *many, checked(61)])
    support.close(opened)
    return folder


@pytest.fixture
def service(told_once: Path, tmp_path: Path) -> Iterator[Service]:
    opened = support.open_copy(told_once, tmp_path)
    yield opened
    support.close(opened)


def web(service: Service, user: User | None, today: date = support.TODAY) -> FlaskClient:
    return service.make_web(web_context(user, clock=TurnedClock(today))).test_client()


def on_day(service: Service, today: date) -> FlaskClient:
    """What Noor sees when the clock of everything stands on a day."""
    clock = service.database.clock
    assert isinstance(clock, TurnedClock)
    clock.day = today
    return web(service, NOOR, today)


def lines(service: Service) -> list[tuple[str, str, str]]:
    return list(persons_seen(service.database.engine))


def question(**changes: Any) -> dict[str, Any]:
    names = ("id", "function", "grounds", "class", "issuedOn", "startsOn", "endsOn", "deliveryForm", "zzp", "inUse")
    functions = [{name: function()[name] for name in names}]
    return {"birthDate": "1950-01-01", "municipality": "0321", "asOf": "2014-11-03", "functions": functions, **changes}


def test_the_assessment_answers_per_function_with_reasons(service: Service) -> None:
    answer = web(service, CLIENT).post("/api/v1/rights/assess", json=question())
    (right,) = answer.json["functions"]  # type: ignore[index]
    assert (right["domain"], right["rightFrom"], right["rightUntil"]) == ("wmo", "2015-01-01", "2015-12-31")
    assert {"rule", "law", "article", "explanation", "inputs", "link"} <= set(right["reasons"][0])
    assert (right["deliveryForm"], right["pgbUntil"], right["reassessBeforeEndOf"]) == ("ZIN", None, "2015-12-31")
    assert right["findings"] == []


@pytest.mark.parametrize(("care", "domain"), [("DOMESTIC-HELP", "wmo-2007"), ("ADL", "wlz")])
def test_care_outside_the_transition_is_a_finding_without_a_form(service: Service, care: str, domain: str) -> None:
    body = question(functions=[{**question()["functions"][0], "function": care, "class": ""}])
    (right,) = web(service, NOOR).post("/api/v1/rights/assess", json=body).json["functions"]  # type: ignore[index]
    assert (right["domain"], right["findings"], right["deliveryForm"]) == (domain, ["outside-transition"], None)


def test_a_reply_to_ciz_is_an_event_that_can_be_asked_about(service: Service) -> None:
    body = question(events=[{"type": "ciz-told", "on": "2014-12-01"}])
    assert web(service, NOOR).post("/api/v1/rights/assess", json=body).status_code == 200


def test_an_accepted_offer_ends_the_right_of_one_function(service: Service) -> None:
    events = [{"type": "offer-accepted", "on": "2015-07-01", "function": "410000123-81"}]
    answer = web(service, NOOR).post("/api/v1/rights/assess", json=question(events=events))
    assert answer.json["functions"][0]["rightUntil"] == "2015-07-01"  # type: ignore[index]


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (question(colour="red"), ["colour"]),
        (question(birthDate="31-02-2015"), ["birthDate"]),
        (question(birthDate="2015-02-31", asOf="20141103"), ["asOf", "birthDate"]),
        (question(asOf="9999-12-31"), ["asOf"]),
        (question(municipality="Houten"), ["municipality"]),
        (question(functions=[{**question()["functions"][0], "function": "XYZ"}]), ["functions.0.function"]),
        (question(functions=[{**question()["functions"][0], "inUse": "ja"}]), ["functions.0.inUse"]),
        (question(functions=[{**question()["functions"][0], "grounds": []}]), ["functions.0.grounds"]),
        (question(functions=[]), ["functions"]),
        ({}, ["asOf", "birthDate", "functions", "municipality"]),
    ],
)
def test_a_wrong_question_gets_every_error_in_dutch(service: Service, body: dict[str, Any], where: list[str]) -> None:
    answer = web(service, NOOR).post("/api/v1/rights/assess", json=body)
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert sorted(error["in"] for error in answer.json["errors"]) == where  # type: ignore[index]
    assert not any("Not a" in error["detail"] or "Missing" in error["detail"] for error in answer.json["errors"])  # type: ignore[index]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("rights/assess", question(asOf="2014-01-01")),
        ("rights/assess", question(events=[{"type": "died", "on": "2015-01-01", "function": "other"}])),
        ("rights/assess", question(functions=[{**question()["functions"][0], "class": "Q9"}])),
        ("rights/assess", question(functions=[{**question()["functions"][0], "function": "VP", "class": "K8"}])),
        ("rights/assess", question(functions=[{**question()["functions"][0], "zzp": "7C"}])),
        ("rights/assess", question(birthDate="2014-11-04")),
        ("terms/calculate", {"kind": "weeks", "from": "2015-01-01"}),
        ("terms/calculate", {"kind": "weeks", "from": "2030-01-01", "amount": 1}),
        ("terms/calculate", {"kind": "decision", "from": "2000-01-01"}),
    ],
)
def test_a_question_that_the_rules_refuse_is_a_422(service: Service, path: str, body: dict[str, Any]) -> None:
    answer = web(service, NOOR).post(f"/api/v1/{path}", json=body)
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")


def test_a_refused_question_names_the_field_and_what_is_allowed(service: Service) -> None:
    body = question(functions=[{**question()["functions"][0], "function": "KVB", "class": "K2"}])
    answer = web(service, NOOR).post("/api/v1/rights/assess", json=body).json
    assert answer is not None
    assert answer["errors"] == [
        {
            "in": "functions.0.class",
            "detail": "Klasse 'K2' past niet bij KVB. Kies uit KE1, KE2, KE3 of 99, of laat de klasse leeg.",
        }
    ]


@pytest.mark.parametrize(
    ("written", "domain"),
    [("4C", "wmo-protected-living"), ("866", "wmo-protected-living"), ("5VV", "wlz"), ("3GGZ-B", "wlz")],
)
def test_a_care_package_is_taken_by_code_or_name(service: Service, written: str, domain: str) -> None:
    stay = {**question()["functions"][0], "function": "STAY", "class": "", "grounds": ["PSY"], "zzp": written}
    answer = web(service, NOOR).post("/api/v1/rights/assess", json=question(functions=[stay])).json
    assert answer is not None
    assert answer["functions"][0]["domain"] == domain


def test_a_term_that_ends_on_a_holiday_moves_on(service: Service) -> None:
    body = {"kind": "objection", "from": "2015-03-23"}
    answer = web(service, NOOR).post("/api/v1/terms/calculate", json=body).json
    assert answer is not None
    assert (answer["rawLastDay"], answer["lastDay"]) == ("2015-05-04", "2015-05-06")
    assert {step["law"] for step in answer["steps"]} >= {"Awb", "Algemene termijnenwet"}


def test_a_client_by_the_api_is_written_in_the_read_log(service: Service) -> None:
    answer = web(service, NOOR).get(f"/api/v1/clients/{ANNA}").json
    assert answer is not None
    assert (answer["name"], answer["state"], answer["workLists"]) == ("A. de Appel", "planned", [])
    assert answer["functions"][0]["right"]["rightUntil"] == answer["plan"]["rightUntil"] == "2015-12-31"
    assert lines(service) == [("consulent", ANNA, "inzien van het dossier")]


@pytest.mark.parametrize("user", [HUGO, PRIYA, CLIENT])
@pytest.mark.parametrize("path", [f"/api/v1/clients/{ANNA}", f"/clients/{ANNA}"])
def test_nobody_else_opens_a_file_and_nothing_is_logged(service: Service, path: str, user: User) -> None:
    assert web(service, user).get(path).status_code == 403
    assert lines(service) == []


def test_an_unknown_client_is_not_found(service: Service) -> None:
    assert web(service, NOOR).get(f"/clients/{id_of('nobody')}").status_code == 404


def test_the_file_shows_dates_reasons_and_links(service: Service) -> None:
    page = web(service, NOOR).get(f"/clients/{ANNA}").text
    for text in ("A. de Appel", "31 december 2015", "Wmo 2015, artikel 8.3", f"/notifications/letters?client={ANNA}"):
        assert text in page


def people(page: str) -> int:
    return page.count('scope="row"')


def searched(site: FlaskClient, typed: str, **filters: str) -> str:
    """The page that a search leads to."""
    return site.post("/clients", data={"text": typed, **filters}, follow_redirects=True).text


def test_the_list_shows_fifty_and_logs_each_of_them(service: Service) -> None:
    page = web(service, NOOR).get("/clients")
    assert people(page.text) == 50
    assert len(lines(service)) == 50
    second = web(service, NOOR).get("/clients?page=2").text
    assert people(second) == 11
    assert 'rel="prev"' in second
    assert "Deze bladzijde is er niet." in web(service, NOOR).get("/clients?page=3").text


def test_a_name_is_searched_for_without_standing_in_an_address(service: Service) -> None:
    site = web(service, NOOR)
    answer = site.post("/clients", data={"text": "appel", "state": "planned", "sort": "-born"})
    address = answer.headers["Location"]
    assert answer.status_code == 303
    assert "appel" not in address.lower()
    page = site.get(address).text
    assert (people(page), total(page)) == (1, "1")
    assert "A. de Appel" in page
    assert 'name="state" value="planned"' in page
    assert lines(service)[-1] == ("consulent", ANNA, "treffer bij zoeken in de lijst met cliënten")
    assert people(searched(site, "100%")) == 0
    assert people(site.get("/clients?text=appel").text) == 50


def test_another_users_search_finds_nothing_and_says_so(service: Service) -> None:
    address = web(service, NOOR).post("/clients", data={"text": "appel"}).headers["Location"]
    page = web(service, SAM).get(address).text
    assert "Deze zoekopdracht is verlopen." in page
    assert people(page) == 0


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("van den berg", "B. van den Berg"),
        ("Berg", "B. van den Berg"),
        ("De Jong", "J. de Jong"),
        ("jong", "J. de Jong"),
        ("Muller", "M. Müller"),
        ("müller", "M. Müller"),
        ("B. van den Berg", "B. van den Berg"),
        ("M Müller", "M. Müller"),
    ],
)
def test_a_name_is_found_with_and_without_its_prefix(service: Service, name: str, shown: str) -> None:
    people = [("B.", "van den", "Berg"), ("J.", "de", "Jong"), ("M.", "", "Müller")]
    persons = [{**PERSON, "initials": one, "prefix": two, "surname": three} for one, two, three in people]
    feed(service, [transferred(f"person {number}", person=person) for number, person in enumerate(persons)])
    page = searched(web(service, NOOR), name)
    assert [full for full in ("B. van den Berg", "J. de Jong", "M. Müller") if full in page] == [shown]


@pytest.mark.parametrize(
    ("query", "status", "shown"),
    [
        ("municipality=0321", 200, True),
        ("municipality=0331", 200, False),
        ("municipality=0620", 403, False),
        ("municipality=zz", 400, False),
        ("state=planned", 200, True),
        ("state=youth", 200, False),
        ("state=odd", 400, False),
        ("month=2015-12", 200, True),
        ("month=2015-06", 200, False),
        ("month=13", 400, False),
        ("list=overdue", 200, False),
        ("list=held-back", 200, False),
        ("list=odd", 400, False),
        ("week=2015-01-19", 200, True),
        ("week=2015-01-26", 200, False),
        ("week=2015-01-20", 400, False),
        ("week=9999-12-27", 400, False),
        ("week=9999-W52", 400, False),
        ("week=0001-01-01", 400, False),
        ("ending=2015-12-28", 200, True),
        ("decision=odd", 400, False),
        ("sort=due", 200, True),
        ("sort=odd", 400, False),
        ("page=0", 400, False),
    ],
)
def test_the_list_is_filtered_and_stays_within_the_municipalities(
    service: Service, query: str, status: int, shown: bool
) -> None:
    page = web(service, NOOR).get(f"/clients?{query}")
    assert (page.status_code, "A. de Appel" in page.text) == (status, shown)


def test_the_year_shows_the_same_figures_as_the_totals(service: Service) -> None:
    page = web(service, PRIYA).get("/year").text
    assert "Wij herbeoordelen 61 mensen. Van 61 is het gesprek gepland." in page
    assert page.count('<rect class="zl-chart__bar') > 1
    assert "/clients?" not in page


def test_the_year_of_another_municipality_is_refused(service: Service) -> None:
    assert web(service, PRIYA).get("/year?municipality=0331").status_code == 403


def test_the_year_without_any_client_says_what_will_come(tmp_path: Path) -> None:
    service = support.open_service(tmp_path / "empty")
    assert "nog geen rechten" in web(service, NOOR).get("/year").text
    support.close(service)


def test_what_next_follows_the_day(service: Service) -> None:
    now = web(service, NOOR).get(f"/clients/{ANNA}").text
    assert ("Nu: maak een afspraak" in now, "Bel de cliënt en zorg dat" in now) == (True, False)
    later = on_day(service, date(2016, 2, 1)).get(f"/clients/{ANNA}").text
    assert ("Nu: maak een afspraak" in later, "Bel de cliënt en zorg dat" in later) == (True, True)


def test_a_parked_message_is_shown_and_can_be_tried_again(service: Service) -> None:
    bad = transferred("bad", functions=[function(grounds=[])])
    feed(service, [bad])
    page = web(service, SAM).get("/parked").text
    assert "functions.0.grounds" in page
    again = web(service, SAM).post(f"/parked/{bad.id}", follow_redirects=True)
    assert "0 berichten zijn verwerkt. Bij 1 bericht lukte het weer niet." in again.text


def test_parked_messages_are_for_the_functional_manager_of_the_municipality(service: Service) -> None:
    bad = transferred("bad", municipality="0331", functions=[function(grounds=[])])
    feed(service, [bad])
    assert web(service, NOOR).get("/parked").status_code == 403
    assert "functions.0.grounds" not in web(service, SAM).get("/parked").text
    assert web(service, SAM).post(f"/parked/{bad.id}").status_code == 403


def test_the_start_leads_to_the_year(service: Service) -> None:
    assert web(service, NOOR).get("/").headers["Location"].endswith("/year")


def test_health_and_metrics_answer_without_signing_in(service: Service) -> None:
    service.tick(support.TODAY)
    assert web(service, None).get("/healthz").json == {"status": "ok", "service": "migration"}
    assert 'zachte_landing_events_received{service="migration"} 62.0' in web(service, None).get("/metrics").text


def test_the_description_names_every_route(service: Service) -> None:
    description = web(service, None).get("/api/v1/openapi.json").json
    assert description is not None
    of_client = ("", "/slots", "/appointment", "/hand-overs", "/looked-at")
    of_route = ("", "/steps", "/conversation", "/decisions", "/objections", "/corrections")
    paths = {"/rights/assess", "/terms/calculate", "/deadlines", *(f"/clients/{{id}}{end}" for end in of_client)}
    of_parked = {"/parked", "/parked/count", "/parked/again", "/parked/{event}/step", "/steps/{cause}"}
    assert set(description["paths"]) == paths | of_parked | {f"/clients/{{id}}/route{end}" for end in of_route}


def test_who_has_no_decision_when_the_right_is_over_stays_in_sight(service: Service) -> None:
    feed(service, [transferred("bert", person={**PERSON, "surname": "Bes"}, functions=[function(endsOn="2015-03-14")])])
    turned = on_day(service, date(2015, 7, 6))
    assert "Bel de cliënt en zorg dat er snel een besluit komt." in turned.get(f"/clients/{id_of('bert')}").text
    assert "A. de Bes" in turned.get("/clients?state=overdue").text
    assert "A. de Bes" in turned.get("/clients?list=overdue").text
    assert "recht voorbij, besluit ontbreekt" in turned.get("/year").text


def total(page: str) -> str:
    """How many clients a list says to hold."""
    found = re.search(r"<strong>([\d.]+)</strong> cliënt", page)
    return found[1] if found else "0"


def tiles(page: str) -> dict[str, tuple[str, str]]:
    """Figure and address of each tile, by its words."""
    pattern = r'class="zl-tile[^"]*" href="([^"]*)">\s*<span[^>]*>([\d.]+)</span>\s*<span[^>]*>([^<]*)</span>'
    return {words: (figure, unescape(address)) for address, figure, words in re.findall(pattern, page)}


def rows(page: str, caption: str) -> list[str]:
    """The rows of a table, by its caption."""
    part = page.split(f'aria-label="{caption}"')[1].split("</table>")[0]
    return part.split("<tr ")[2:]


def test_every_tile_and_state_of_the_year_leads_to_as_many_clients(service: Service) -> None:
    """One right to reassess is over, 61 run all year; most decisions should be there in August. One goes elsewhere, one
    is held back in part, and one cannot be judged by the transition."""
    other = id_of("another delivery")
    news = [
        transferred("bert", deliveryId=other, functions=[function(endsOn="2015-03-14")]),
        transferred("insured", deliveryId=other, functions=[function(function="PV", grounds=["SOM"])]),
        transferred("half", deliveryId=other, heldBackRows=2),
        transferred("adl", deliveryId=other, functions=[function(function="ADL")]),
    ]
    feed(service, [*news, checked(4, delivery=other)])
    site = on_day(service, date(2015, 8, 3))
    page = site.get("/year").text
    shown = tiles(page)
    assert int(shown["besluiten later dan ons eigen plan"][0]) > 40
    assert {"persoon met vastgehouden regels", "persoon met zorg buiten het overgangsrecht"} < shown.keys()
    assert shown["mensen niet overgenomen"][1] == "#niet-overgenomen"
    listed = {words: tile for words, tile in shown.items() if tile[1].startswith("/clients?")}
    for figure, address in listed.values():
        assert total(site.get(address).text) == figure
    for caption in ("Werklijsten", "Personen per stand"):
        for row in rows(page, caption):
            if link := re.search(r'href="([^"]*)"', row):
                figure = re.findall(r'zl-value">\s*([\d.]+)', row)[0]
                assert total(site.get(unescape(link[1])).text) == figure


@pytest.mark.parametrize("path", ["/year", "/clients"])
def test_the_year_and_the_list_of_one_municipality_wear_its_house(service: Service, path: str) -> None:
    both = User("b", "Bo", Role.CASEWORKER, frozenset({"0321", "0356"}))
    context = replace(web_context(both), house_of=lambda code: House(f"Gemeente {code}", colour="#1f5c2e", code=code))
    site = service.make_web(context).test_client()
    assert "<strong>Gemeente 0321</strong>" in site.get(f"{path}?municipality=0321").text
    assert "<strong>Gemeente </strong>" in site.get(path).text


def test_a_search_without_an_outcome_goes_on_in_the_deliveries(service: Service) -> None:
    site = web(service, NOOR)
    page = site.get(site.post("/clients", data={"text": "C00009"}).headers["Location"]).text
    form = page.split('<form method="post" action="/intake/held-back">')[1].split("</form>")[0]
    assert '<input type="hidden" name="text" value="C00009">' in form
    assert "Zoek in de aanleveringen" in form


def test_every_week_of_the_year_leads_to_its_people(service: Service) -> None:
    site = web(service, NOOR)
    (first, *_) = rows(site.get("/year").text, "Personen per week")
    conversations = re.search(r'href="([^"]*week=[^"]*)">([\d.]+)<', first)
    assert conversations is not None
    assert total(site.get(unescape(conversations[1])).text) == conversations[2]


def test_who_is_overdue_stands_in_order_of_days_late(service: Service) -> None:
    page = on_day(service, date(2015, 8, 3)).get("/clients?list=overdue").text
    late = [int(days) for days in re.findall(r">(\d+) dag(?:en)? te laat<", page)]
    assert len(set(late)) > 10
    assert late == sorted(late, reverse=True)


def test_rights_that_are_not_reassessed_have_a_column_of_their_own(service: Service) -> None:
    child = transferred("child", person={**PERSON, "birthDate": "2005-05-05"})
    living = transferred("living", functions=[function(function="STAY", zzp="760", endsOn=None)])
    feed(service, [child, living])
    site = web(service, NOOR)
    page = site.get("/year").text
    assert "Wij herbeoordelen 61 mensen." in page
    assert "Bij 1 persoon eindigt zo’n recht na deze weken." in page
    assert total(site.get("/clients?month=2015-12").text) == "62"


def test_who_intake_holds_back_is_on_a_list_until_the_next_revision(service: Service) -> None:
    newer = id_of("newer delivery")
    feed(service, [held_back("anna", delivery=newer)])
    site = web(service, NOOR)
    assert "A. de Appel" in site.get("/clients?list=held-back").text
    page = site.get(f"/clients/{ANNA}").text
    assert "zijn alle 2 regels van deze cliënt vastgehouden" in page
    assert f"/intake/deliveries/{newer}" in page
    feed(service, [transferred("anna", revision=2, person=PERSON)])
    assert total(site.get("/clients?list=held-back").text) == "0"
    assert "vastgehouden" not in site.get(f"/clients/{ANNA}").text


def test_who_was_never_transferred_is_counted_and_found_at_intake(service: Service) -> None:
    page = web(service, NOOR).get("/year").text
    assert 'href="/intake/held-back?municipality=0321"' in page
    assert rows(page, "Niet overgenomen per gemeente")[0].count(">21<") == 1


def test_the_file_speaks_in_words_and_names_the_decision(service: Service) -> None:
    kinds = [
        function(id="77-82", function="BGG", **{"class": "KD04"}),
        function(id="78-868", function="STAY", zzp="868"),
    ]
    ended = function(id="79-31", function="PV", grounds=["SOM"], endsOn="2014-12-01")
    feed(service, [transferred("bert", functions=[*kinds, ended])])
    page = web(service, NOOR).get(f"/clients/{id_of('bert')}").text
    text = re.sub(r"<[^>]*>", "\n", page)
    assert "klasse 4 (4 dagdelen per week)" in text
    assert "5 GGZ-C (code 868)" in text
    assert [number for number in ("77", "78", "79") if f"\n{number}\n" in text] == ["77", "78", "79"]
    raw = re.findall(
        r"\n(?:\d{4}-\d\d-\d\d|BGG|STAY|PV|SOM|PSY|wmo[a-z-]*|zvw|wlz|KD04|K\d|868|99|[a-z]+_[a-z_]+)\n", text
    )
    assert raw == []


@pytest.mark.parametrize(
    ("asked", "found"), [("410000777", True), (" 410000777 ", True), ("410000777-81", True), ("41000077", False)]
)
def test_a_client_is_found_by_the_number_of_the_decision(service: Service, asked: str, found: bool) -> None:
    person = {**PERSON, "surname": "Bes"}
    feed(service, [transferred("bert", person=person, functions=[function(id="410000777-81")])])
    page = searched(web(service, NOOR), asked)
    assert ("A. de Bes" in page, "A. de Appel" in page) == (found, False)


def test_who_looked_before_looks_were_told_is_told_after_all(service: Service) -> None:
    noor = {"user": "noor", "role": "caseworker", "purpose": "lijst", "at": "2015-01-05 09:30:00.000000"}
    els = {"user": "els", "role": "auditor", "purpose": "dossier", "at": "2015-01-06 09:30:00.000000"}
    insert = (
        "INSERT INTO read_log (user_id, role, subject, purpose, read_at) VALUES (:user, :role, :whom, :purpose, :at)"
    )
    with service.database.engine.begin() as connection:
        forget_looks(connection)
        connection.execute(sql("DROP TABLE forgotten"))
        lines = [{**noor, "whom": "anna"}, {**noor, "whom": "bert"}, {**els, "whom": "anna"}]
        connection.execute(sql(insert), lines)
        connection.execute(sql("UPDATE alembic_version SET version_num = '0021_access'"))
    service.migrate()
    service.make_worker().work_once()
    told = [event.data for batch in whole_log(service.transport, "test", [LOOK_TOPICS["migration"]]) for event in batch]
    assert [(each["userId"], each["kind"], each["clientIds"], each["at"]) for each in told] == [
        ("noor", "list", ["anna", "bert"], "2015-01-05T09:30:00+00:00"),
        ("els", "file", ["anna"], "2015-01-06T09:30:00+00:00"),
    ]
    assert judge(told).looks == 2
    assert all(CONTRACTS.violations("nl.zachte-landing.migration.data-read.v1", each) == [] for each in told)
