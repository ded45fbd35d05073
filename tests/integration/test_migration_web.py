"""The API and the screens of migration, through the Flask test client."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from services.migration.adapters.database import read_log
from shared.access import Role, User
from shared.clock import TurnedClock
from shared.service import Service
from tests.support import migration as support
from tests.support.migration import checked, feed, function, id_of, transferred
from tests.support.web import web_context

NOOR = User("consulent", "Noor", Role.CASEWORKER, frozenset({"0321", "0331"}))
HUGO = User("consulent-lopik", "Hugo", Role.CASEWORKER, frozenset({"0331"}))
SAM = User("beheerder", "Sam", Role.FUNCTIONAL_MANAGER, frozenset({"0321"}))
PRIYA = User("financien", "Priya", Role.FINANCE, frozenset({"0321"}))
CLIENT = User("client", "Een cliënt", Role.CLIENT, client=id_of("anna"))
ANNA = id_of("anna")
PERSON = {"initials": "A.", "prefix": "de", "surname": "Appel", "birthDate": "1950-02-03", "diedOn": None}


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    opened = support.open_service(tmp_path)
    many = [transferred(f"client {number}") for number in range(60)]
    feed(opened, [transferred("anna", person=PERSON), *many, checked(61)])
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
    with service.database.reading() as connection:
        rows = connection.execute(select(read_log).order_by(read_log.c.number))
        return [(row.user_id, row.subject, row.purpose) for row in rows]


def question(**changes: Any) -> dict[str, Any]:
    names = ("id", "function", "grounds", "class", "issuedOn", "startsOn", "endsOn", "deliveryForm", "zzp", "inUse")
    functions = [{name: function()[name] for name in names}]
    return {"birthDate": "1950-01-01", "municipality": "0321", "asOf": "2014-11-03", "functions": functions, **changes}


def test_the_assessment_answers_per_function_with_reasons(service: Service) -> None:
    answer = web(service, CLIENT).post("/api/v1/rights/assess", json=question())
    (right,) = answer.json["functions"]  # type: ignore[index]
    assert (right["domain"], right["rightFrom"], right["rightUntil"]) == ("wmo", "2015-01-01", "2015-12-31")
    assert {"rule", "law", "article", "explanation", "inputs"} <= set(right["reasons"][0])


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
    assert (answer["name"], answer["state"]) == ("A. de Appel", "planned")
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


def test_the_list_shows_fifty_and_logs_each_of_them(service: Service) -> None:
    page = web(service, NOOR).get("/clients")
    assert page.text.count('<th class="utrecht-table__cell" scope="row">') == 50
    assert len(lines(service)) == 50
    second = web(service, NOOR).get("/clients?page=2").text
    assert second.count('<th class="utrecht-table__cell" scope="row">') == 11


def test_a_name_is_searched_for_without_standing_in_an_address(service: Service) -> None:
    assert web(service, NOOR).post("/clients", data={"name": "appel"}).text.count("A. de Appel") == 1
    assert "A. de Appel" not in web(service, NOOR).post("/clients", data={"name": "100%"}).text
    assert web(service, NOOR).get("/clients?name=appel").text.count('<th class="utrecht-table__cell"') == 50


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("van den berg", "B. van den Berg"),
        ("Berg", "B. van den Berg"),
        ("De Jong", "J. de Jong"),
        ("jong", "J. de Jong"),
        ("Muller", "M. Müller"),
        ("müller", "M. Müller"),
    ],
)
def test_a_name_is_found_with_and_without_its_prefix(service: Service, name: str, shown: str) -> None:
    people = [("B.", "van den", "Berg"), ("J.", "de", "Jong"), ("M.", "", "Müller")]
    persons = [{**PERSON, "initials": one, "prefix": two, "surname": three} for one, two, three in people]
    feed(service, [transferred(f"person {number}", person=person) for number, person in enumerate(persons)])
    page = web(service, NOOR).post("/clients", data={"name": name}).text
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
        ("decision=overdue", 200, False),
        ("decision=odd", 400, False),
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
    assert "Van 61 personen is het gesprek gepland" in page
    assert page.count('<rect class="zl-chart__decision"') > 1
    assert "/migration/clients?" not in page


def test_the_year_of_another_municipality_is_refused(service: Service) -> None:
    assert web(service, PRIYA).get("/year?municipality=0331").status_code == 403


def test_the_year_without_any_client_says_what_will_come(tmp_path: Path) -> None:
    service = support.open_service(tmp_path / "empty")
    assert "nog geen rechten" in web(service, NOOR).get("/year").text
    support.close(service)


def test_what_next_follows_the_day(service: Service) -> None:
    assert "Houd het gesprek in week" in web(service, NOOR).get(f"/clients/{ANNA}").text
    assert "Controleer of zij er is" in web(service, NOOR, date(2016, 2, 1)).get(f"/clients/{ANNA}").text


def test_a_parked_message_is_shown_and_can_be_tried_again(service: Service) -> None:
    feed(service, [transferred("bad", functions=[function(grounds=[])])])
    page = web(service, SAM).get("/parked").text
    assert "de grondslag ontbreekt" in page
    again = web(service, SAM).post(f"/parked/{id_of('bad')}", follow_redirects=True)
    assert "Het lukte weer niet" in again.text


def test_parked_messages_are_for_the_functional_manager_of_the_municipality(service: Service) -> None:
    feed(service, [transferred("bad", municipality="0331", functions=[function(grounds=[])])])
    assert web(service, NOOR).get("/parked").status_code == 403
    assert "de grondslag ontbreekt" not in web(service, SAM).get("/parked").text
    assert web(service, SAM).post(f"/parked/{id_of('bad')}").status_code == 403


def test_the_start_leads_to_the_year(service: Service) -> None:
    assert web(service, NOOR).get("/").headers["Location"].endswith("/year")


def test_health_and_metrics_answer_without_signing_in(service: Service) -> None:
    assert web(service, None).get("/healthz").json == {"status": "ok", "service": "migration"}
    assert 'zachte_landing_events_received{service="migration"} 62.0' in web(service, None).get("/metrics").text


def test_the_description_names_every_route(service: Service) -> None:
    description = web(service, None).get("/api/v1/openapi.json").json
    assert description is not None
    assert set(description["paths"]) == {"/rights/assess", "/terms/calculate", "/clients/{id}"}


def test_who_has_no_decision_when_the_right_is_over_stays_in_sight(service: Service) -> None:
    feed(service, [transferred("bert", person={**PERSON, "surname": "Bes"}, functions=[function(endsOn="2015-03-14")])])
    turned = on_day(service, date(2015, 7, 6))
    assert "Bel de cliënt en zorg dat er snel een besluit komt." in turned.get(f"/clients/{id_of('bert')}").text
    assert "A. de Bes" in turned.get("/clients?state=overdue").text
    assert "recht voorbij, besluit ontbreekt" in turned.get("/year").text


def total(page: str) -> str:
    """How many clients a list says to hold."""
    found = re.search(r"([\d.]+) cliënt(?:en)?\.", page)
    return found[1] if found else "0"


def test_every_figure_of_the_year_leads_to_as_many_clients(service: Service) -> None:
    """One right to reassess is over, 61 run all year; most decisions should be there in August."""
    other = id_of("another delivery")
    over = transferred("bert", deliveryId=other, functions=[function(endsOn="2015-03-14")])
    feed(service, [over, checked(1, delivery=other)])
    site = on_day(service, date(2015, 8, 3))
    page = site.get("/year").text
    links = re.findall(r'href="(/clients[^"]*)">([\d.]+) perso', page)
    over_and_due, due, due_and_running = (int(figure) for _, figure in links)
    assert (over_and_due, due) == (1, due_and_running + 1)
    for address, figure in links:
        assert total(site.get(unescape(address)).text) == figure


def test_chart_and_table_name_who_is_not_reassessed(service: Service) -> None:
    child = transferred("child", person={**PERSON, "birthDate": "2005-05-05"})
    living = transferred("living", functions=[function(function="STAY", zzp="760", endsOn=None)])
    feed(service, [child, living])
    site = web(service, NOOR)
    page = site.get("/year").text
    assert "Wij herbeoordelen het recht van 61 personen." in page
    assert "Van 1 persoon loopt zo’n recht in deze weken af." in page
    assert "Van 1 persoon loopt het recht langer door" in page
    assert total(site.get("/clients?month=2015-12").text) == "62"


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


@pytest.mark.parametrize(("asked", "found"), [("410000777", True), (" 410000777 ", True), ("41000077", False)])
def test_a_client_is_found_by_the_number_of_the_decision(service: Service, asked: str, found: bool) -> None:
    person = {**PERSON, "surname": "Bes"}
    feed(service, [transferred("bert", person=person, functions=[function(id="410000777-81")])])
    page = web(service, NOOR).post("/clients", data={"name": asked}).text
    assert ("A. de Bes" in page, "A. de Appel" in page) == (found, False)
