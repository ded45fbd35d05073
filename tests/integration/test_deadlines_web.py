"""The screens and the API about deadlines, the daily tick that counts them again, and a rebuild that keeps them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask.testing import FlaskClient
from sqlalchemy import select

from services.migration.adapters.database import metadata
from services.migration.adapters.work import Works
from services.migration.domain.deadlines.open_deadlines import (
    Closing,
    Deadline,
    RouteId,
    ask,
    close,
    extend,
    start_after,
    start_deadline,
)
from services.migration.domain.deadlines.pauses import PostponedBy
from services.migration.domain.deadlines.terms import TermKind
from services.migration.entrypoints.clock import tick
from shared.access import Role, User
from shared.calendar.days import LegalCalendar
from shared.clock import TurnedClock
from shared.json_text import json_value
from shared.service import Service
from tests.support import migration as support
from tests.support.migration import checked, feed, id_of, transferred
from tests.support.migration_in_memory import books
from tests.support.read_looks import persons_seen
from tests.support.web import web_context

TODAY = date(2015, 3, 10)
NOOR = User("consulent", "Noor", Role.CASEWORKER, frozenset({"0321", "0331"}))
HUGO = User("consulent-lopik", "Hugo", Role.CASEWORKER, frozenset({"0331"}))
PRIYA = User("financien", "Priya", Role.FINANCE, frozenset({"0321"}))
CLIENT = User("client", "Een cliënt", Role.CLIENT, client=id_of("anna"))
PROVIDER = User("aanbieder", "Een aanbieder", Role.PROVIDER, provider="12345678")
ANNA = id_of("anna")
PERSON = {"initials": "A.", "prefix": "de", "surname": "Appel", "birthDate": "1950-02-03", "diedOn": None}
APPLIED = date(2015, 3, 2)
LAW, CALENDAR = books().law, books().calendar


@pytest.fixture(scope="module")
def told_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("told")
    opened = support.open_service(folder, TODAY)
    bert = transferred("bert", person={**PERSON, "surname": "Bes"})
    feed(opened, [transferred("anna", person=PERSON), bert, checked(2)])
    keep(opened, story())
    support.close(opened)
    return folder


@pytest.fixture
def service(told_once: Path, tmp_path: Path) -> Iterator[Service]:
    opened = support.open_copy(told_once, tmp_path, TODAY)
    yield opened
    support.close(opened)


def works(service: Service, calendar: LegalCalendar = CALENDAR) -> Works:
    return Works(service.database, replace(books(), calendar=calendar))


def keep(service: Service, deadlines: Sequence[Deadline]) -> None:
    with works(service).begin() as work:
        work.deadlines.save(deadlines)


def story() -> list[Deadline]:
    """Anna: a decision that stood still and was put off, a plan whose day is past, an investigation that is done."""
    anna, bert = RouteId(ANNA, "0321"), RouteId(id_of("bert"), "0321")
    decision = start_deadline(TermKind.DECISION, APPLIED, LAW, CALENDAR, of=anna)
    asked = ask(decision, date(2015, 3, 6), date(2015, 3, 13), LAW, CALENDAR)
    investigation = start_deadline(TermKind.INVESTIGATION, date(2015, 1, 12), LAW, CALENDAR, of=anna)
    return [
        extend(asked, PostponedBy.LATE, date(2015, 3, 9), date(2015, 4, 30), LAW, CALENDAR),
        start_deadline(TermKind.PERSONAL_PLAN, APPLIED, LAW, CALENDAR, of=anna),
        close(investigation, date(2015, 2, 16), Closing.DONE),
        start_deadline(TermKind.OBJECTION, date(2015, 3, 2), LAW, CALENDAR, of=bert),
    ]


def web(service: Service, user: User | None) -> FlaskClient:
    return service.make_web(web_context(user, clock=TurnedClock(TODAY))).test_client()


def lines(service: Service) -> list[tuple[str, str, str]]:
    return list(persons_seen(service.database.engine))


def test_the_versions_make_exactly_the_tables_of_the_code(service: Service) -> None:
    with service.database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_list_shows_who_must_do_what_before_which_day(service: Service) -> None:
    page = web(service, NOOR).get("/deadlines").text
    for said in ("A. de Appel", "A. de Bes", "besluiten op de aanvraag", "eigen plan inleveren", "1 dag voorbij"):
        assert said in page
    assert "<strong>3</strong> termijnen" in page
    assert "onderzoek doen</span>" not in page
    assert f'href="/deadlines/{ANNA}"' in page
    assert sorted(lines(service)) == sorted(
        ("consulent", subject, "bladeren in de lijst met termijnen") for subject in (ANNA, id_of("bert"))
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?due=overdue", ["eigen plan inleveren"]),
        ("?due=2", ["besluiten op de aanvraag"]),
        ("?due=8", ["besluiten op de aanvraag", "bezwaar maken"]),
        ("?kind=objection", ["bezwaar maken"]),
        ("?municipality=0331", []),
        ("?page=9", []),
    ],
)
def test_the_list_is_narrowed(service: Service, query: str, found: list[str]) -> None:
    page = web(service, NOOR).get(f"/deadlines{query}").text
    shown = [
        kind
        for kind in ("eigen plan inleveren", "besluiten op de aanvraag", "bezwaar maken")
        if f'"zl-value">{kind}<' in page
    ]
    assert sorted(shown) == sorted(found)


@pytest.mark.parametrize("query", ["?due=soon", "?kind=weeks", "?municipality=Houten", "?sort=name"])
def test_a_made_up_filter_is_refused_in_dutch(service: Service, query: str) -> None:
    assert web(service, NOOR).get(f"/deadlines{query}").status_code == 400


def test_the_list_is_a_file_with_a_line_in_the_read_log_for_each_person(service: Service) -> None:
    answer = web(service, NOOR).get("/deadlines.csv?due=overdue")
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="termijnen-2015-03-10.csv"'
    heads, row, end = answer.get_data(as_text=True).removeprefix("\ufeff").split("\r\n")
    assert heads.split(";")[:3] == ["cliënt", "naam", "gemeente"]
    assert row.split(";")[1:] == [
        "A. de Appel",
        "Houten",
        "1",
        "eigen plan inleveren",
        "1",
        "cliënt",
        "2015-03-02",
        "2015-03-09",
        "2015-03-09",
    ]
    assert end == ""
    assert lines(service) == [("consulent", ANNA, "bestand met termijnen")]


def test_the_file_of_a_client_leads_to_the_deadlines(service: Service) -> None:
    assert f'href="/deadlines/{ANNA}"' in web(service, NOOR).get(f"/clients/{ANNA}").text


def test_the_page_of_a_client_proves_every_day(service: Service) -> None:
    page = web(service, NOOR).get(f"/deadlines/{ANNA}").text
    for said in (
        "Termijnen van A. de Appel",
        "De gemeente beslist binnen deze termijn op de aanvraag.",
        "De gemeente vroeg om uw aanvraag aan te vullen.",
        "Awb, artikel 4:15 lid 1",
        "De gemeente kan niet op tijd beslissen. Zij beslist uiterlijk op 30 april 2015.",
        "maandag 23 maart 2015",
        "9 maart 2015, 1 dag voorbij",
        "gedaan",
    ):
        assert said in page, said
    assert lines(service) == [("consulent", ANNA, "inzien van de termijnen")]


def test_the_api_gives_the_deadlines_of_a_client_with_their_steps(service: Service) -> None:
    answer = web(service, NOOR).get(f"/api/v1/deadlines?client={ANNA}")
    found: list[dict[str, Any]] = answer.get_json()
    assert [(one["kind"], one["lastDay"], one["lawLastDay"], one["closedOn"], one["closedAs"]) for one in found] == [
        ("investigation", "2015-02-23", "2015-02-23", "2015-02-16", "done"),
        ("decision", "2015-04-30", "2015-03-23", None, None),
        ("personal-plan", "2015-03-09", "2015-03-09", None, None),
    ]
    assert (found[1]["law"], found[1]["article"], found[1]["municipality"], found[1]["route"]) == (
        "Wmo 2015",
        "2.3.5 lid 2",
        "0321",
        1,
    )
    assert [step["article"] for step in found[1]["steps"]] == ["2.3.5 lid 2", "", "4:15 lid 1", "4:14 lid 1"]
    assert lines(service) == [("consulent", ANNA, "inzien van de termijnen")]


@pytest.mark.parametrize(
    "path",
    [
        "/deadlines",
        "/deadlines?municipality=0321",
        "/deadlines.csv?municipality=0321",
        "/deadlines/changes?municipality=0321",
        "/deadlines/changes.csv?municipality=0321",
        f"/deadlines/{ANNA}",
        f"/api/v1/deadlines?client={ANNA}",
    ],
)
@pytest.mark.parametrize("user", [HUGO, PRIYA, CLIENT, PROVIDER])
def test_nobody_else_sees_them_and_nothing_is_logged(service: Service, path: str, user: User) -> None:
    answer = web(service, user).get(path)
    if user is HUGO and path == "/deadlines":
        assert "A. de Appel" not in answer.text
    else:
        assert answer.status_code == 403
    assert lines(service) == []


@pytest.mark.parametrize(("path", "status"), [(f"?client={id_of('nobody')}", 404), ("", 400), ("?client=anna", 400)])
def test_a_question_about_nobody_is_answered(service: Service, path: str, status: int) -> None:
    assert web(service, NOOR).get(f"/api/v1/deadlines{path}").status_code == status


def test_the_morning_after_a_holiday_was_added_the_open_ones_are_counted_again(service: Service) -> None:
    tick(works(service))(TODAY)
    holiday = LegalCalendar({**CALENDAR.holidays, date(2015, 4, 13): "extra feestdag"}, 2014, 2016)
    tick(works(service, holiday))(date(2015, 3, 11))
    page = web(service, NOOR).get("/deadlines/changes").text
    for said in ("A. de Bes", "bezwaar maken", "13 april 2015", "14 april 2015", "kalender of wet gewijzigd"):
        assert said in page
    assert "A. de Appel" not in page
    assert ("consulent", id_of("bert"), "bladeren in de lijst met gewijzigde termijnen") in lines(service)
    found = web(service, NOOR).get(f"/api/v1/deadlines?client={id_of('bert')}").get_json()
    assert found[0]["lastDay"] == "2015-04-14"
    rows = web(service, NOOR).get("/deadlines/changes.csv").text.splitlines()
    assert rows[1].split(";")[4:] == [
        "bezwaar maken",
        "1",
        "2015-03-11",
        "2015-04-13",
        "2015-04-14",
        "kalender of wet gewijzigd",
        "",
    ]
    assert lines(service)[-1] == ("consulent", id_of("bert"), "bestand met gewijzigde termijnen")


def test_the_others_hear_which_terms_of_a_route_run_now(service: Service) -> None:
    """The client's own page went on naming the day of before the holiday."""
    tick(works(service))(TODAY)
    wait = {"on": TODAY.isoformat(), "until": "2015-04-02", "why": "Op reis."}
    assert web(service, NOOR).post(f"/clients/{id_of('bert')}/route/steps/hold", data=wait).status_code == 303
    holiday = LegalCalendar({**CALENDAR.holidays, date(2015, 4, 13): "extra feestdag"}, 2014, 2016)
    tick(works(service, holiday))(date(2015, 3, 11))
    outbox, said = service.database.messaging.outbox, service.database.messaging.outbox_data.c
    told = select(said.data).select_from(
        outbox.join(service.database.messaging.outbox_data, said.event_id == outbox.c.id)
    )
    with service.database.reading() as connection:
        (data,) = connection.execute(told.where(outbox.c.type.contains("deadlines-counted"))).scalars()
    assert [(each["kind"], each["lastDay"]) for each in json_value(data)["deadlines"]] == [("objection", "2015-04-14")]


def test_who_has_the_step_reads_on_their_own_page_that_a_last_day_moved(service: Service) -> None:
    tick(works(service))(TODAY)
    assert "verschoven" not in web(service, NOOR).get("/my-work").text
    holiday = LegalCalendar({**CALENDAR.holidays, date(2015, 4, 13): "extra feestdag"}, 2014, 2016)
    tick(works(service, holiday))(TODAY)
    assert "verschoven" not in web(service, NOOR).get("/my-work").text, "nobody took the step"
    assert web(service, NOOR).post(f"/clients/{id_of('bert')}/take-over").status_code == 303
    page = web(service, NOOR).get("/my-work").text
    for said in (
        "laatste dag verschoven",
        "#verschoven",
        "13 april 2015",
        "14 april 2015",
        f"/deadlines/{id_of('bert')}",
    ):
        assert said in page
    assert ("consulent", id_of("bert"), "mijn werk") in lines(service)


def test_a_rebuild_keeps_deadlines_and_what_was_counted_again(service: Service) -> None:
    tick(works(service))(TODAY)
    holiday = LegalCalendar({**CALENDAR.holidays, date(2015, 4, 13): "extra feestdag"}, 2014, 2016)
    tick(works(service, holiday))(date(2015, 3, 11))
    before = service.digest()
    service.rebuild()
    assert service.digest() == before
    with works(service).read() as work:
        assert [one.kind for one in work.deadlines.of([id_of("bert")])[id_of("bert")]] == [TermKind.OBJECTION]


def calculated(service: Service, **body: Any) -> dict[str, Any]:
    answer = web(service, CLIENT).post("/api/v1/terms/calculate", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def test_what_was_answered_before_is_answered_still(service: Service) -> None:
    found = calculated(service, kind="objection", **{"from": "2015-03-23"})
    assert (found["rawLastDay"], found["lastDay"], found["lawLastDay"]) == ("2015-05-04", "2015-05-06", "2015-05-06")
    assert (found["penalty"], found["appealFrom"], found["judgement"]) == (None, None, None)
    assert set(found["steps"][0]) == {"sentence", "law", "article", "lastDay"}


def test_a_penalty_is_calculated_in_cents_per_band(service: Service) -> None:
    found = calculated(service, kind="default-penalty", termEnded="2015-03-16", **{"from": "2015-03-20"})
    assert found["lastDay"] == "2015-04-07"
    penalty = found["penalty"]
    assert (penalty["firstDay"], penalty["lastDay"], penalty["mostCents"]) == ("2015-04-08", "2015-05-19", 126000)
    assert (found["appealFrom"], penalty["steps"][-1]["article"]) == ("2015-04-08", "6:12 lid 2")
    assert [band["centsPerDay"] for band in penalty["bands"]] == [2000, 3000, 4000]


def test_an_objection_is_judged(service: Service) -> None:
    late = {"receivedOn": "2015-05-11", "postedOn": "2015-05-06"}
    found = calculated(service, kind="objection", objection=late, **{"from": "2015-03-23"})["judgement"]
    assert (found["timeliness"], found["inTime"], found["admitted"]) == ("in-time-by-post", True, True)
    assert found["steps"][-1]["article"] == "6:9 lid 2"


def test_a_term_stands_still_and_is_put_off(service: Service) -> None:
    body: dict[str, Any] = {
        "kind": "decision",
        "from": "2015-03-02",
        "suspensions": [{"by": "completion", "firstDay": "2015-03-10", "lastDay": "2015-03-20"}],
        "postponements": [{"by": "late", "toldOn": "2015-03-23", "until": "2015-04-10"}],
    }
    found = calculated(service, **body)
    assert (found["lastDay"], found["lawLastDay"]) == ("2015-04-10", "2015-03-27")


@pytest.mark.parametrize(
    ("body", "status", "where"),
    [
        ({"kind": "completion", "from": "2015-03-02"}, 422, []),
        ({"kind": "default-penalty", "from": "2015-03-02"}, 422, []),
        ({"kind": "decision", "from": "2015-03-02", "objection": {"receivedOn": "2015-03-03"}}, 422, []),
        ({"kind": "decision", "from": "2015-03-02", "committee": "ja"}, 400, ["committee"]),
        ({"kind": "decision", "from": "2015-03-02", "suspensions": [{"by": "rust"}]}, 400, None),
        (
            {
                "kind": "objection",
                "from": "2015-03-02",
                "postponements": [{"by": "late", "toldOn": "2015-03-03", "until": "2015-06-01"}],
            },
            422,
            [],
        ),
    ],
)
def test_a_question_that_does_not_fit_is_refused(
    service: Service, body: dict[str, Any], status: int, where: list[str] | None
) -> None:
    answer = web(service, CLIENT).post("/api/v1/terms/calculate", json=body)
    assert answer.status_code == status
    if where is not None:
        assert [each["in"] for each in answer.get_json().get("errors", [])] == where


def test_the_notice_of_default_of_a_decision_on_an_objection(service: Service) -> None:
    """Awb 7:14: the penalty holds for it too."""
    with works(service).read() as work:
        (objection,) = work.deadlines.of([id_of("bert")])[id_of("bert")]
    decision = start_after(objection, TermKind.DECISION_ON_OBJECTION, LAW, CALENDAR)
    notice = start_after(decision, TermKind.DEFAULT_PENALTY, LAW, CALENDAR, received_on=date(2015, 6, 1))
    assert notice.last_day == date(2015, 6, 15)
