"""Who looked: for the auditor, the functional manager and the client."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from services.notifications.adapters.looks import queries
from services.notifications.adapters.looks.tables import look_client
from services.notifications.adapters.replies.outside.choices import AnswerChoices
from services.notifications.entrypoints.looks import pages
from shared.access import Role, User
from shared.clock import TurnedClock
from shared.looks.purpose import Purpose, listing, opening
from shared.looks.written import ReadLog
from shared.messaging.rebuild import whole_log
from shared.region.policy import Choice, choosables
from shared.transport.topics import LOOK_TOPICS
from tests.support.notifications import Bench, Person, everything, open_bench, open_copy, transferred
from tests.support.postgres_server import fresh_database
from tests.support.read_looks import looks, persons_seen
from tests.support.web import web_context

pytest_plugins = ["tests.support.fixtures"]

DAY = date(2015, 1, 26)
ANNA, BART = Person(1), Person(2, surname="Bakker")
ELSEWHERE = Person(3, municipality="0356")
NOOR = User("consulent", "Noor Bakker", Role.CASEWORKER, frozenset({"0321"}))
AUDITOR = User("auditor", "Ali Demir", Role.AUDITOR, frozenset({"0321"}))
AUDITOR_ELSEWHERE = User("auditor-2", "Els Ver", Role.AUDITOR, frozenset({"0356"}))
MANAGER = User("beheerder", "Sam Jong", Role.FUNCTIONAL_MANAGER, frozenset({"0321"}))
PLANNER = User("aanbieder", "Piet", Role.PROVIDER, provider="98990123")
CLIENT = User("client", "Anna", Role.CLIENT, client=ANNA.id)
LISTED = listing("clients", "bladeren in de lijst met cliënten")
OPENED = opening("client-file", "inzien van het dossier", by_task=False)
BY_TASK = opening("reassessment", "inzien van de herbeoordeling")


@pytest.fixture(scope="module")
def told_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    bench = open_bench(tmp_path_factory.mktemp("told"), day=DAY)
    bench.tell([event for person in (ANNA, BART, ELSEWHERE) for event in everything(person)])
    bench.close()
    return bench.folder


@pytest.fixture
def bench(told_once: Path, tmp_path: Path) -> Iterator[Bench]:
    bench = open_copy(told_once, tmp_path, day=DAY)
    yield bench
    bench.service.database.engine.dispose()


def site(bench: Bench, user: User) -> FlaskClient:
    return bench.service.make_web(web_context(user, clock=TurnedClock(DAY))).test_client()


def look(bench: Bench, user: User, people: list[Person], purpose: Purpose, reason: str = "") -> None:
    ReadLog(bench.service.database).write(user, [person.id for person in people], purpose, reason)
    bench.work()


class Night:
    """A quarter to midnight, Dutch time."""

    def now(self) -> datetime:
        return datetime(2015, 1, 26, 22, 45, tzinfo=UTC)

    def today(self) -> date:
        return DAY


def searched(bench: Bench, user: User, **form: str) -> str:
    answer = site(bench, user).post("/looks", data=form)
    assert answer.status_code == 303
    assert not [typed for name, typed in form.items() if name in ("text", "colleague") and typed in answer.location]
    return site(bench, user).get(answer.location).text


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1-1-0001"])
def test_a_day_that_nobody_means_is_no_failure_of_ours(bench: Bench, day: str) -> None:
    looks, odd = site(bench, AUDITOR), site(bench, MANAGER)
    finding = "0b0f0a3e-0000-4000-8000-000000000000"
    answers = [looks.get(f"/looks{file}?{name}={day}") for file in ("", ".csv") for name in ("since", "until")]
    answers += [odd.get(f"/looks/odd{file}?until={day}") for file in ("", ".csv")]
    answers.append(odd.get(f"/looks/odd/{day}/{finding}"))
    assert {each.status_code for each in answers} <= {400, 404}


def test_the_auditor_sees_who_looked_and_in_which_way(bench: Bench) -> None:
    look(bench, NOOR, [ANNA, BART], LISTED)
    look(bench, NOOR, [ANNA], OPENED)
    page = site(bench, AUDITOR).get("/looks").text
    for words in ("Noor Bakker", "stond in een lijst", "dossier geopend", "2 cliënten", ANNA.surname):
        assert words in page
    assert "geen taak, en geen reden gevraagd" in page


def test_an_auditor_of_another_municipality_sees_nothing_of_it(bench: Bench) -> None:
    look(bench, NOOR, [ANNA], OPENED)
    assert "keek er niemand" in site(bench, AUDITOR_ELSEWHERE).get("/looks").text
    (one,) = looks(bench.service.database.engine)
    assert site(bench, AUDITOR).get(f"/looks/{one['lookId']}").status_code == 200
    assert site(bench, AUDITOR_ELSEWHERE).get(f"/looks/{one['lookId']}").status_code == 404


def test_looks_are_found_by_client_by_colleague_and_by_kind(bench: Bench) -> None:
    look(bench, NOOR, [ANNA], OPENED)
    look(bench, MANAGER, [BART], LISTED)
    of_bart = searched(bench, AUDITOR, text="Bakker")
    assert "Sam Jong" in of_bart
    assert "Noor Bakker" not in of_bart
    of_noor = searched(bench, AUDITOR, colleague="noor")
    assert "dossier geopend" in of_noor
    assert "Sam Jong" not in of_noor
    opened = searched(bench, AUDITOR, kind="file", since="2015-01-26", until="2015-01-26")
    assert "Noor Bakker" in opened
    assert "Sam Jong" not in opened
    assert "keek er niemand" in searched(bench, AUDITOR, since="2015-01-01", until="2015-01-25")


def test_what_was_looked_for_stands_in_the_form_and_the_filters_stay(bench: Bench) -> None:
    look(bench, NOOR, [ANNA], OPENED)
    page = searched(bench, AUDITOR, colleague="noor", kind="file", since="2015-01-25", until="2015-01-26")
    for held in ('value="2015-01-25"', 'value="2015-01-26"', 'value="noor"', '<option value="file" selected>'):
        assert held in page


def test_a_long_list_is_not_counted_to_its_end(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (queries, pages):
        monkeypatch.setattr(module, "MOST_COUNTED", 2)
    for _ in range(3):
        look(bench, NOOR, [ANNA], OPENED)
    page = site(bench, AUDITOR).get("/looks").text
    assert "keer gekeken of meer" in page
    assert "Verder tellen wij niet." in page
    assert site(bench, AUDITOR).get("/looks.csv").get_data(as_text=True).count("dossier geopend") == 3


def test_the_auditor_sees_of_how_many_looks_the_term_is_over(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a look at clients of two municipalities the longest counts."""

    def chosen(_choices: AnswerChoices, code: str, key: str, _day: date) -> Choice:
        return replace(choosables()[key].default, value=7 if code == "0356" else 5)

    monkeypatch.setattr(AnswerChoices, "choice", chosen)
    look(bench, NOOR, [ANNA, BART], LISTED)
    look(bench, NOOR, [ANNA, ELSEWHERE], LISTED)
    look(bench, NOOR, [ELSEWHERE], OPENED)
    both = replace(AUDITOR, municipalities=frozenset({"0321", "0356"}))
    said = [
        [term_over(bench, user, day) for user in (AUDITOR, both)]
        for day in (date(2020, 1, 25), date(2020, 1, 26), date(2022, 1, 25), date(2022, 1, 26))
    ]
    assert said == [["", ""], ["2", "1"], ["2", "1"], ["2", "3"]]


def term_over(bench: Bench, user: User, day: date) -> str:
    """How many the page says there are; empty when it says nothing of it."""
    bench.service.database.clock = TurnedClock(day)
    page = site(bench, user).get("/looks").text
    found = re.search(r"Van (\d+) keer kijken is de termijn voorbij", page)
    return found.group(1) if found else ""


def test_of_somebody_who_is_sought_a_year_is_shown(bench: Bench) -> None:
    assert 'value="2015-01-20"' in site(bench, AUDITOR).get("/looks").text
    assert 'value="2014-01-26"' in searched(bench, AUDITOR, colleague="noor")


def test_a_client_whom_nobody_knows_here_finds_nothing(bench: Bench) -> None:
    look(bench, NOOR, [ANNA], OPENED)
    page = searched(bench, AUDITOR, text="Nergens")
    assert "geen cliënt die zo heet" in page
    assert "Noor Bakker" not in page


def test_looking_at_looks_is_a_look_at_who_is_named(bench: Bench) -> None:
    look(bench, NOOR, [ANNA], OPENED)
    site(bench, AUDITOR).get("/looks")
    assert persons_seen(bench.service.database.engine)[-1] == ("auditor", ANNA.id, "nagaan wie er gegevens bekeek")


def test_the_list_is_a_file_too(bench: Bench) -> None:
    look(bench, NOOR, [ANNA], OPENED, "zij belde")
    lines = site(bench, AUDITOR).get("/looks.csv").get_data(as_text=True).splitlines()
    assert lines[1].split(";")[2:5] == ["consulent", "Noor Bakker", "consulent"]
    assert "zij belde" in lines[1]


def test_a_look_that_is_told_twice_is_there_once(bench: Bench) -> None:
    look(bench, NOOR, [ANNA], OPENED)
    topic = LOOK_TOPICS["notifications"]
    (told,) = [event for batch in whole_log(bench.log, "test", [topic]) for event in batch]
    bench.log.append(topic, [replace(told, id=ANNA.id)])
    bench.work()
    assert site(bench, AUDITOR).get("/looks.csv").get_data(as_text=True).count("Noor Bakker") == 1


def test_the_client_reads_who_looked_in_which_role_when_and_why(bench: Bench) -> None:
    for _ in range(3):
        look(bench, NOOR, [ANNA, BART], LISTED)
    look(bench, NOOR, [ANNA], BY_TASK)
    look(bench, NOOR, [ANNA], OPENED, "de cliënt belde")
    look(bench, PLANNER, [ANNA], opening("provider-client", "Cliënt van een aanbieder bekeken"))
    page = site(bench, CLIENT).get("/portal/looks").text
    assert "26 januari 2015" in page
    assert "Een consulent van de gemeente Houten, om te zien hoe ver wij zijn met uw herbeoordeling." in page
    assert "om uw dossier te bekijken. Reden: de cliënt belde." in page
    assert "Een medewerker van " in page
    assert "<strong>3 keer</strong> in een lijst" in page
    assert "Noor" not in page


def test_reading_who_looked_is_the_clients_own_look_and_shows_nobody_else(bench: Bench) -> None:
    look(bench, NOOR, [BART], OPENED)
    page = site(bench, CLIENT).get("/portal/looks").text
    assert "Nog niemand opende uw gegevens." in page
    bench.work()
    assert "Nog niemand opende uw gegevens." in site(bench, CLIENT).get("/portal/looks").text
    assert persons_seen(bench.service.database.engine)[-1][:2] == ("client", ANNA.id)


def test_the_own_page_leads_to_who_looked(bench: Bench) -> None:
    assert "/portal/looks" in site(bench, CLIENT).get("/portal").text


def test_the_functional_manager_sees_what_is_odd_and_says_what_it_was(bench: Bench) -> None:
    look(bench, NOOR, [BART], OPENED)
    page = site(bench, MANAGER).get("/looks/odd").text
    assert "Een cliënt met dezelfde achternaam" in page
    assert "Kijk of hier een reden voor is." in page
    address = next(part.split('"')[0] for part in page.split('href="')[1:] if part.startswith("/looks/odd/"))
    assert "Vraag het aan Noor Bakker" in site(bench, MANAGER).get(address).text
    assert site(bench, MANAGER).post(address, data={"note": "nee"}).status_code == 400
    answer = site(bench, MANAGER).post(address, data={"note": "zij is geen familie"})
    assert answer.status_code == 303
    assert "door Sam Jong" in site(bench, MANAGER).get(answer.location).text
    assert "zij is geen familie" in site(bench, MANAGER).get(address).text
    assert site(bench, MANAGER).post(address, data={"note": "nog een keer gekeken"}).status_code == 400


def test_nobody_looks_into_what_they_did_themselves(bench: Bench) -> None:
    look(bench, replace(MANAGER, name="Sam Bakker"), [BART], OPENED)
    page = site(bench, MANAGER).get("/looks/odd").text
    address = next(part.split('"')[0] for part in page.split('href="')[1:] if part.startswith("/looks/odd/"))
    assert "Dit gaat over uzelf" in site(bench, MANAGER).get(address).text
    refused = site(bench, MANAGER).post(address, data={"note": "niets aan de hand"})
    assert refused.status_code == 400
    assert "Dit gaat over uzelf" in refused.text


def test_a_file_that_opens_at_night_is_odd_on_its_own_day(bench: Bench) -> None:
    bench.service.database.clock = Night()
    look(bench, NOOR, [ANNA], OPENED)
    page = site(bench, MANAGER).get("/looks/odd").text
    assert "Buiten kantoortijd" in page
    assert "26 januari 2015" in page


def test_a_rebuild_brings_the_looks_back_and_leaves_what_was_found_out(bench: Bench) -> None:
    look(bench, NOOR, [BART], OPENED)
    page = site(bench, MANAGER).get("/looks/odd").text
    address = next(part.split('"')[0] for part in page.split('href="')[1:] if part.startswith("/looks/odd/"))
    site(bench, MANAGER).post(address, data={"note": "zij is geen familie"})
    bench.service.rebuild()
    assert "door Sam Jong" in site(bench, MANAGER).get("/looks/odd").text
    assert "Noor Bakker" in site(bench, AUDITOR).get("/looks").text


ADDRESSES = (
    (AUDITOR, "/looks?kind=file"),
    (AUDITOR, "/looks.csv?role=caseworker"),
    (MANAGER, "/looks/odd"),
    (CLIENT, "/portal/looks"),
)
TOKENS, IDS = r'(?:search|user)(?:=|" value=")[\w-]+', r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
OF_THIS_RUN = re.compile(rf"{TOKENS}|{IDS}|[A-Za-z0-9_.-]{{32,}}")


@pytest.mark.postgres
@pytest.mark.slow
def test_postgres_shows_the_same(tmp_path: Path, postgres_url: str) -> None:
    shown = []
    for name, url in (("sqlite", ""), ("postgres", fresh_database(postgres_url, f"looks_{uuid.uuid4().hex[:8]}"))):
        bench = open_bench(tmp_path / name, day=DAY, database_url=url)
        bench.tell([event for person in (ANNA, BART) for event in everything(person)])
        look(bench, NOOR, [ANNA, BART], LISTED)
        look(bench, NOOR, [BART], OPENED)
        look(bench, PLANNER, [ANNA], BY_TASK)
        pages = [site(bench, user).get(address).text for user, address in ADDRESSES]
        found = searched(bench, AUDITOR, text="Bakker", colleague="noor", since="2015-01-26", until="2015-01-26")
        shown.append([OF_THIS_RUN.sub("…", page) for page in (*pages, found)])
        bench.close()
    assert shown[0] == shown[1]
    assert all("26 januari 2015" in page or "2015-01-26" in page for page in shown[0])


def places(bench: Bench) -> list[tuple[str, str]]:
    """Client and municipality of each look, in order of time."""
    columns = look_client.c
    query = select(columns.client_id, columns.municipality).order_by(columns.at, columns.client_id)
    with bench.service.database.reading() as connection:
        return [(row.client_id, row.municipality) for row in connection.execute(query)]


@pytest.mark.parametrize("lost", [False, True])
def test_a_rebuild_knows_where_each_client_lived_who_was_looked_at(bench: Bench, lost: bool) -> None:
    """It put looks nowhere, or where the client went to live after, and said that nothing changed."""
    two_towns = replace(NOOR, municipalities=frozenset({"0321", "0356"}))
    look(bench, two_towns, [ANNA, BART, ELSEWHERE], LISTED)
    bench.close()
    moved = transferred(replace(ANNA, municipality="0356", revision=2))
    later = open_bench(bench.folder, day=DAY + timedelta(days=2))
    later.tell([replace(moved, time=datetime(2015, 1, 27, 9, tzinfo=UTC))])
    look(later, two_towns, [ANNA, BART], OPENED)
    later.tell([replace(transferred(ANNA), time=datetime(2015, 1, 27, 10, tzinfo=UTC))])
    before = [(ANNA, "0321"), (BART, "0321"), (ELSEWHERE, "0356"), (ANNA, "0356"), (BART, "0321")]
    assert sorted(places(later)) == sorted((person.id, town) for person, town in before)
    known = places(later)
    if lost:
        later.close()
        for file in bench.folder.glob("notifications.sqlite*"):
            file.unlink()
        later = open_bench(bench.folder, day=DAY + timedelta(days=2))
        later.service.migrate()
        assert places(later) == []
    later.service.rebuild()
    assert places(later) == known
    later.close()
