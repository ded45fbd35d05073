"""A provider's planner and our staff: the list of clients, the notice in its four forms, and the answer."""

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from services.notifications.adapters.database import messaging
from services.notifications.adapters.notices.tables import provider_answer, provider_notice
from shared.access import Role, User
from shared.clock import TurnedClock
from shared.events.contracts import example, violations
from shared.events.envelope import Event, event_type
from tests.support.notifications import DAY, Bench, Person, event, everything, make_notices, open_bench
from tests.support.web import web_context

MINE, THEIRS, THERE = Person(1), Person(2, agb="98990124"), Person(3, municipality="0356", week="2015-03-02")
PLANNER = User("aanbieder", "Aan", Role.PROVIDER, provider="98990123")
OTHER_PROVIDER = User("ander", "Ander", Role.PROVIDER, provider="98990124")
NO_CODE = User("leeg", "Leeg", Role.PROVIDER)
CASEWORKER = User("consulent", "Noor", Role.CASEWORKER, frozenset({"0321"}))
ELSEWHERE = User("elders", "Otto", Role.CASEWORKER, frozenset({"0356"}))
MANAGER = User("beheerder", "Sam", Role.FUNCTIONAL_MANAGER, frozenset({"0321", "0356"}))
AUDITOR = User("auditor", "Ada", Role.AUDITOR, frozenset({"0321"}))
FINANCE = User("financien", "Priya", Role.FINANCE, frozenset({"0321"}))
CLIENT = User("client", "Cliënt", Role.CLIENT, client=MINE.id)
NEXT_WEEK = date(2014, 11, 10)


def route(name: str, person: Person, **data: Any) -> Event:
    return event("migration", name, person.id, example(event_type("migration", name)) | data)


def fresh(folder: Path) -> Bench:
    bench = open_bench(folder)
    bench.tell([each for person in (MINE, THEIRS, THERE) for each in everything(person)])
    make_notices(bench)
    return bench


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return fresh(tmp_path_factory.mktemp("providers"))


def on(bench: Bench, day: date) -> Bench:
    """The same service on another day."""
    return open_bench(bench.folder, day)


def site(bench: Bench, user: User, day: date = DAY) -> FlaskClient:
    return bench.service.make_web(web_context(user, clock=TurnedClock(day))).test_client()


def notice_of(bench: Bench, agb: str = "98990123", municipality: str = "0321", number: int = 1) -> str:
    columns = provider_notice.c
    query = select(columns.id).where(columns.agb == agb, columns.municipality == municipality, columns.number == number)
    with bench.service.database.reading() as connection:
        return str(connection.execute(query).scalar_one())


def count(bench: Bench, table: Any) -> int:
    with bench.service.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def addresses(bench: Bench) -> Mapping[str, str]:
    notice, client, answer = notice_of(bench), MINE.id, "1a9f2f10-30f1-4e4f-8f34-8f9c5d3d1a11"
    return {
        "notices": "/provider-notices",
        "notice": f"/provider-notices/{notice}",
        "pdf": f"/provider-notices/{notice}.pdf",
        "csv": f"/provider-notices/{notice}.csv",
        "api": "/api/v1/provider-notices",
        "api-one": f"/api/v1/provider-notices/{notice}",
        "clients": "/provider-clients",
        "clients-csv": "/provider-clients.csv",
        "form": f"/provider-clients/{client}/answer",
        "POST answer": f"/provider-clients/{client}/answer",
        "answers": "/provider-answers",
        "POST taken": f"/provider-answers/{answer}/taken",
        "POST done": f"/provider-answers/{answer}/done",
    }


LISTS = {"notices", "api", "clients", "clients-csv"}
NOTICE = {"notice", "csv", "api-one"}
SEEN: Mapping[str, tuple[User, set[str]]] = {
    "provider": (PLANNER, LISTS | NOTICE | {"form", "POST answer"}),
    "another-provider": (OTHER_PROVIDER, LISTS),
    "provider-without-code": (NO_CODE, set()),
    "caseworker": (CASEWORKER, LISTS | NOTICE | {"answers"}),
    "another-municipality": (ELSEWHERE, LISTS | {"answers"}),
    "manager": (MANAGER, LISTS | NOTICE | {"answers"}),
    "auditor": (AUDITOR, LISTS | NOTICE | {"answers"}),
    "finance": (FINANCE, set()),
    "client": (CLIENT, set()),
}


@pytest.mark.parametrize("who", SEEN)
def test_every_route_opens_for_its_roles_and_no_other(bench: Bench, who: str) -> None:
    """What is not there for a user is refused (403) or unknown (404), whether it exists or not."""
    user, opened = SEEN[who]
    mine = site(bench, user)
    for name, url in addresses(bench).items():
        if name == "pdf":
            continue  # as the notice; making one takes long
        answer = mine.post(url, data={"kind": "report"}) if name.startswith("POST") else mine.get(url)
        assert (answer.status_code in (200, 400)) == (name in opened), (name, answer.status_code)
        assert answer.status_code in (200, 400, 403, 404), name


def test_the_pdf_of_others_stays_closed(bench: Bench) -> None:
    for user in (OTHER_PROVIDER, NO_CODE, ELSEWHERE, FINANCE, CLIENT):
        assert site(bench, user).get(addresses(bench)["pdf"]).status_code == 403


def test_a_planner_sees_its_own_clients_and_what_comes_next(bench: Bench) -> None:
    page = site(bench, PLANNER).get("/provider-clients").text
    assert [number for number in ("100000001", "100000002", "100000003") if number in page] == [
        "100000001",
        "100000003",
    ]
    assert "Het gesprek met de cliënt staat gepland in week 7 (vanaf maandag 9 februari 2015)." in page
    assert not [word for word in ("Voorbeeld<", "van der") if word in page]


def with_short_stay(told: Event) -> Event:
    """The same client with a second kind of care, of which the right ends on another day."""
    first = told.data["functions"][0]
    second = first | {"id": first["id"].replace("-81", "-85"), "function": "KVB"}
    second |= {"rightUntil": "2015-12-31"} if "rightUntil" in first else {"endsOn": "2015-12-31"}
    return replace(told, data={**told.data, "functions": [first, second]})


def test_rights_that_end_apart_stand_each_with_its_day_on_page_in_file_and_in_the_api(tmp_path: Path) -> None:
    bench, days = open_bench(tmp_path), ("30 juni 2015", "31 december 2015")
    bench.tell([with_short_stay(each) if "functions" in each.data else each for each in everything(MINE)])
    make_notices(bench)
    page = site(bench, PLANNER).get("/provider-clients").text
    assert all(day in page for day in days)
    apart = "Begeleiding individueel: 2015-06-30; Kortdurend verblijf: 2015-12-31"
    head, line = lines_of(site(bench, PLANNER).get("/provider-clients.csv").text)
    assert dict(zip(head, line, strict=True))["Recht per soort zorg"] == apart
    head, line = lines_of(site(bench, PLANNER).get(f"/provider-notices/{notice_of(bench)}.csv").text)
    assert dict(zip(head, line, strict=True))["Recht per soort zorg"] == apart
    answer = site(bench, PLANNER).get(f"/api/v1/provider-notices/{notice_of(bench)}").get_json()
    (told,) = answer["told"]
    assert [(each["care"], each["until"]) for each in told["ends"]] == [
        ("Begeleiding individueel", "2015-06-30"),
        ("Kortdurend verblijf", "2015-12-31"),
    ]


def lines_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("period=next-month", ["100000001"]),
        ("period=this-month", []),
        ("stage=planned&sort=-next", ["100000003", "100000001"]),
        ("stage=held", []),
        ("municipality=0356", ["100000003"]),
    ],
)
def test_the_list_is_narrowed_to_a_month_a_stage_a_municipality(bench: Bench, query: str, numbers: list[str]) -> None:
    january = on(bench, date(2015, 1, 20))
    saved = site(january, PLANNER).get(f"/provider-clients.csv?{query}").get_data().decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(saved), delimiter=";"))
    assert [line["Besluitnummer"] for line in lines] == numbers


@pytest.mark.parametrize(
    "query", ["period=ooit", "stage=lost", "provider=1", "sort=bsn", "municipality=9999", "page=0"]
)
def test_what_somebody_made_up_is_refused(bench: Bench, query: str) -> None:
    assert site(bench, PLANNER).get(f"/provider-clients?{query}").status_code == 400


def test_each_look_leaves_its_line_in_the_read_log(bench: Bench) -> None:
    for name in ("clients", "clients-csv", "notice", "csv", "api-one", "form"):
        before = count(bench, messaging.look_outbox)
        assert site(bench, PLANNER).get(addresses(bench)[name]).status_code == 200
        assert count(bench, messaging.look_outbox) > before, name


def test_a_digest_says_on_page_csv_and_api_what_is_new(tmp_path: Path) -> None:
    bench = fresh(tmp_path)
    bench.tell([route("step-taken", MINE, step="hold-conversation", on="2014-11-06")])
    assert make_notices(bench, NEXT_WEEK) == 1
    id_ = notice_of(bench, number=2)
    mine = site(bench, PLANNER)
    page = mine.get(f"/provider-notices/{id_}").text
    for said in ("Dit is nieuw", "Het gesprek was op 6 november 2014", f"/{id_}.pdf", f"/{id_}.csv"):
        assert said in page, said
    saved = mine.get(f"/provider-notices/{id_}.csv").get_data().decode("utf-8-sig")
    [line] = csv.DictReader(io.StringIO(saved), delimiter=";")
    assert (line["Stand"], line["Nieuw"], line["Initialen"]) == ("gesprek gehouden", "ja", "A.B.")
    api = mine.get(f"/api/v1/provider-notices/{id_}").get_json()
    [told] = api["told"]
    assert (told["stage"], told["day"], told["until"], told["news"], told["gone"]) == (
        "held",
        "2014-11-06",
        "2015-06-30",
        True,
        False,
    )
    assert (told["clientId"], told["initials"], told["decisionNumber"]) == (MINE.id, "A.B.", "100000001")
    listed = mine.get("/api/v1/provider-notices").get_json()
    assert (listed["total"], listed["notices"][0]["number"]) == (3, 2)


LIVING = Person(
    1,
    domain="wmo-protected-living",
    function="STAY",
    pgb=True,
    own_provider=True,
    right_until="2019-12-31",
    pgb_until="2015-12-31",
)


def test_a_pgb_that_stops_before_its_right_stands_on_page_notice_csv_and_api(tmp_path: Path) -> None:
    bench = open_bench(tmp_path)
    bench.tell(everything(LIVING))
    ending = example(event_type("billing", "budget-ending")) | {"functions": [LIVING.function_id]}
    bench.tell([event("billing", "budget-ending", LIVING.id, ending)])
    assert make_notices(bench) == 1
    id_, mine = notice_of(bench), site(bench, PLANNER)
    for address in ("/provider-clients", f"/provider-notices/{id_}"):
        assert "Het pgb van de cliënt loopt tot en met 31 december 2015." in mine.get(address).text, address
    for address in ("/provider-clients.csv", f"/provider-notices/{id_}.csv"):
        saved = mine.get(address).get_data().decode("utf-8-sig")
        [line] = csv.DictReader(io.StringIO(saved), delimiter=";")
        assert (line["Pgb tot en met"], "Daarna is er geen pgb" in line["Wat er is"]) == ("2015-12-31", True)
    [told] = mine.get(f"/api/v1/provider-notices/{id_}").get_json()["told"]
    assert (told["pgbUntil"], told["pgbWeeks"]) == ("2015-12-31", 8)
    before = bench.service.digest()
    bench.service.rebuild()
    assert bench.service.digest() == before
    assert all(violations(each.type, each.data) == [] for each in bench.recorded())


def test_a_rebuild_gives_the_same_and_keeps_what_was_answered(tmp_path: Path) -> None:
    bench = fresh(tmp_path)
    bench.tell(
        [
            route("appointment-made", MINE),
            route("step-taken", MINE, step="hold-conversation"),
            route("right-ending", THEIRS),
        ]
    )
    make_notices(bench, NEXT_WEEK)
    site(bench, PLANNER).post(f"/provider-clients/{MINE.id}/answer", data={"kind": "not-our-client"})
    before, told = bench.service.digest(), bench.service.totals()
    bench.service.rebuild()
    assert (bench.service.digest(), bench.service.totals()) == (before, told)
    assert count(bench, provider_answer) == 1
    assert make_notices(bench, date(2014, 11, 17)) == 0
    for each in bench.recorded():
        assert violations(each.type, each.data) == []


def test_a_planner_answers_and_our_staff_takes_it_and_finishes_it(tmp_path: Path) -> None:
    bench = fresh(tmp_path)
    planner, noor = site(bench, PLANNER), site(bench, CASEWORKER)
    url = f"/provider-clients/{MINE.id}/answer"
    for typed in ("0001-01-01", "1799-12-31", "0001-W01"):
        long_ago = planner.post(url, data={"kind": "in-care-since", "text": "", "since": typed})
        assert (long_ago.status_code, "Deze dag kunnen wij niet lezen" in long_ago.text) == (400, True), typed
    again = planner.post(url, data={"kind": "cannot-wait", "text": "", "since": "gisteren"})
    assert (again.status_code, again.mimetype) == (400, "text/html")
    for said in ("Er klopt iets niet", 'value="gisteren"', "checked"):
        assert said in again.text, said
    sent = planner.post(url, data={"kind": "cannot-wait", "text": "De dochter valt uit.", "since": ""})
    assert (sent.status_code, urlsplit(sent.location).query) == (303, "done=answered")
    assert "Uw antwoord is binnen" in planner.get(sent.location).text
    page = noor.get("/provider-answers").text
    for said in ("De dochter valt uit.", "kan niet wachten", "4 november 2014", "A.B. van der Voorbeeld", "spoedhulp"):
        assert said in page, said
    bench.work()
    [event_] = [each for each in bench.recorded() if each.type.endswith("provider-answered.v1")]
    assert "dochter" not in str(event_.data)
    answer = event_.data["answerId"]
    assert "te laat" in site(on(bench, date(2014, 11, 6)), CASEWORKER).get("/provider-answers?state=late").text
    assert f'href="/provider-answers/{answer}"' in noor.get("/provider-answers").text
    shown = noor.get(f"/provider-answers/{answer}").text
    assert (f"/migration/clients/{MINE.id}" in shown, "Ik pak dit op" in shown) == (True, True)
    answer_page = noor.post(f"/provider-answers/{answer}/taken", data={"from": "page"})
    assert answer_page.headers["Location"] == f"/provider-answers/{answer}?done=taken"
    shown = noor.get(answer_page.headers["Location"]).text
    assert ("Dit antwoord is nu van u." in shown, "Ik pak dit op" in shown) == (True, False)
    assert noor.get(f"/provider-answers/{MINE.id}").status_code == 404
    assert noor.post(f"/provider-answers/{answer}/taken").status_code == 303
    assert "Noor" in noor.get("/provider-answers").text
    for user, status in ((ELSEWHERE, 403), (AUDITOR, 403), (PLANNER, 403)):
        assert site(bench, user).post(f"/provider-answers/{answer}/done").status_code == status
    assert noor.post(f"/provider-answers/{answer}/done").status_code == 303
    assert "Er zijn geen antwoorden" in noor.get("/provider-answers").text
    assert "klaar op 3 november 2014" in noor.get("/provider-answers?state=done").text


def test_what_would_be_a_formula_in_a_spreadsheet_is_text(tmp_path: Path) -> None:
    bench = open_bench(tmp_path)
    evil = Person(1)
    events = everything(evil)
    events[0].data["functions"][0]["provider"]["name"] = "=HYPERLINK(1)"
    bench.tell(events)
    saved = site(bench, CASEWORKER).get("/provider-clients.csv").get_data().decode("utf-8-sig")
    assert ";'=HYPERLINK(1);" in saved
