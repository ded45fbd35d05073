"""The daily work: print runs on disk and in the log, and notices to providers."""

import hashlib
import json
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.event import listen, remove

from services.notifications.adapters.letters.outside.looks import ALL_PLAIN
from services.notifications.adapters.letters.tables import letter as kept_letter
from services.notifications.adapters.mailing.outside.choices import RegionChoices
from services.notifications.adapters.mailing.outside.printer import TypstPrinter
from services.notifications.adapters.mailing.outside.run_files import RunFolder
from services.notifications.adapters.mailing.tables import print_run
from services.notifications.adapters.work import NotificationsWorks
from services.notifications.application.mailing.hand_over_print_run import HandOverPrintRun, hand_over_print_run
from services.notifications.application.mailing.record_returned_letter import (
    RecordReturnedLetter,
    record_returned_letter,
)
from services.notifications.application.mailing.release_mailing import ReleaseMailing, release_mailing
from services.notifications.application.mailing.take_out_letter import TakeOutLetter, take_out_letter
from services.notifications.application.mailing.views import RunFilter
from services.notifications.domain.letters.letter import Letter
from services.notifications.domain.mailing.looked import ALL
from services.notifications.domain.mailing.mailing import Release, closed
from services.notifications.domain.mailing.print_run import Manifest, PrintRun, plan_print_runs
from shared.access import Role, User
from shared.events.contracts import violations
from shared.events.envelope import Event
from tests.support.notifications import (
    DAY,
    Bench,
    Person,
    everything,
    make_notices,
    make_runs_without_paper,
    open_bench,
    print_all,
    works_of,
)
from tests.support.regions import demo_region
from tests.support.web import web_context

TOMORROW = date(2014, 11, 4)
PEOPLE = [Person(number, municipality="0321" if number < 4 else "0356") for number in range(1, 6)]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    bench = open_bench(tmp_path)
    bench.tell([event for person in PEOPLE for event in everything(person)])
    return bench


@contextmanager
def statements() -> Iterator[list[str]]:
    """What a database is asked while this is open."""
    found: list[str] = []

    def keep(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        found.append(" ".join(statement.split()))

    listen(Engine, "before_cursor_execute", keep)
    yield found
    remove(Engine, "before_cursor_execute", keep)


def test_the_page_of_print_runs_counts_ready_letters_once(bench: Bench) -> None:
    office = User("consulent", "Noor", Role.CASEWORKER, frozenset({"0321", "0356"}))
    site = bench.service.make_web(web_context(office)).test_client()
    with statements() as asked:
        page = site.get("/print-runs").text
    assert "5 brieven wachten op vrijgave." in page
    counting = [one for one in asked if "count(*)" in one and "'ready'" in one]
    assert len(counting) == 1, counting
    assert not [one for one in asked if "GROUP BY letter.state" in one]


def of_kind(bench: Bench, name: str) -> list[Event]:
    bench.work()
    return [event for event in bench.recorded() if name in event.type]


def files(bench: Bench) -> dict[str, str]:
    """Every file of every run with its sha256."""
    return {
        str(path.relative_to(bench.folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((bench.folder / "print").rglob("*"))
        if path.is_file()
    }


@pytest.mark.slow
def test_a_tick_prints_every_ready_letter_in_a_run_per_municipality(bench: Bench) -> None:
    bench.tick(DAY)
    made = of_kind(bench, "print-run-made")
    assert [violations(event.type, event.data) for event in made] == [[], []]
    assert {event.data["municipality"]: len(event.data["letters"]) for event in made} == {"0321": 3, "0356": 2}
    assert bench.service.totals()["letters"] == {
        "ready": 0,
        "withheld": 0,
        "printed": 5,
        "returned": 0,
        "taken-out": 0,
        "superseded": 0,
    }


@pytest.mark.slow
def test_the_manifest_says_where_each_letter_is(bench: Bench) -> None:
    bench.tick(DAY)
    for event in of_kind(bench, "print-run-made"):
        run = bench.folder / "print" / event.subject
        manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
        assert [place["letterId"] for place in manifest["contents"]] == event.data["letters"]
        assert manifest["pages"] == event.data["pages"]
        assert (run / "part-001.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.slow
def test_a_second_tick_finds_nothing_left_to_do(bench: Bench) -> None:
    bench.tick(DAY)
    before = bench.service.digest()
    assert bench.tick(TOMORROW) == 0
    assert bench.service.digest() == before


class PowerCut(RuntimeError):
    pass


class PrinterThatFails(TypstPrinter):
    """The power goes when the files are there."""

    def print_runs(
        self,
        runs: Sequence[PrintRun],
        texts: Callable[[PrintRun, Sequence[str]], Sequence[Letter]],
        processes: Callable[[], int],
    ) -> Iterator[tuple[PrintRun, Manifest]]:
        next(TypstPrinter.print_runs(self, runs, texts, processes))
        raise PowerCut
        yield


@pytest.mark.slow
def test_a_crash_after_the_files_gives_the_same_run_and_the_same_bytes(bench: Bench) -> None:
    crashing = works_of(bench)
    crashing.printer = PrinterThatFails(RunFolder(bench.folder / "print"), ALL_PLAIN)
    with pytest.raises(PowerCut):
        print_all(crashing, DAY)
    left = files(bench)
    assert bench.service.totals()["printRuns"] == 0
    print_all(works_of(bench), TOMORROW)
    assert bench.service.totals()["printRuns"] == 2
    assert left.items() <= files(bench).items()


@pytest.mark.slow
def test_files_of_a_crash_go_when_their_letters_were_replaced(bench: Bench) -> None:
    works = works_of(bench)
    with works.read() as work:
        runs = [replace(run, run_id=str(uuid.uuid4())) for run in plan_print_runs(work.print_queue.waiting(), DAY)]
        made_then = list(works.printer.print_runs(runs, lambda _run, ids: work.queries.texts(ids), lambda: 2))
    assert [run for run, _ in made_then] == runs
    (bench.folder / "print" / "keep.txt").write_text("not a run")
    print_all(works, DAY)
    with works.read() as work:
        made = work.print_runs.ids()
    assert len(made) == 2
    assert {each.name for each in (bench.folder / "print").iterdir()} == {*made, "keep.txt", ".lock"}


@pytest.mark.slow
def test_the_next_run_is_begun_before_the_last_file_of_one_is_there(bench: Bench) -> None:
    works, asked = works_of(bench), []

    def texts(run: PrintRun, letter_ids: Sequence[str]) -> Sequence[Letter]:
        asked.append(run.run_id)
        with works.read() as work:
            return work.queries.texts(letter_ids)

    with works.read() as work:
        runs = plan_print_runs(work.print_queue.waiting(), DAY)
    first, _ = next(works.printer.print_runs(runs, texts, lambda: 2))
    assert len(runs) == 2
    assert (first, asked) == (runs[0], [run.run_id for run in runs])


def test_every_notice_is_told_as_its_contract_says(bench: Bench) -> None:
    assert make_notices(bench, DAY) == 2
    made = of_kind(bench, "provider-notice-made")
    assert [violations(event.type, event.data) for event in made] == [[], []]
    assert sorted([line["functionId"] for line in event.data["lines"]] for event in made) == [
        ["100000001-81", "100000002-81", "100000003-81"],
        ["100000004-81", "100000005-81"],
    ]


def test_a_notice_about_more_clients_than_a_message_holds_is_told_in_pages(bench: Bench) -> None:
    people = [Person(number, municipality="0321") for number in range(100, 700)]
    bench.tell([event for person in people for event in everything(person)])
    assert make_notices(bench, DAY) == 2
    told = [event.data for event in of_kind(bench, "provider-notice-made") if event.data["municipality"] == "0321"]
    assert [(data["page"], data["pages"]) for data in told] == [(1, 2), (2, 2)]
    with works_of(bench).begin() as work:
        notice = work.queries.notice(told[0]["noticeId"])
    assert notice is not None
    assert sum(len(data["clients"]) for data in told) == len(notice.told) == len(people) + 3


def test_a_rebuild_keeps_what_was_done_with_a_pile(bench: Bench) -> None:
    make_runs_without_paper(bench, DAY)
    died = PEOPLE[0]
    bench.tell(everything(replace(died, revision=2, died_on="2014-11-04", state="deceased")))
    manager = User("beheerder", "Sam", Role.FUNCTIONAL_MANAGER, frozenset({"0321", "0356"}))
    with works_of(bench).begin() as work:
        (letter,) = [one for one in work.queries.letters_of_client(died.id) if one.to_take_out]
        run = str(letter.printed_in)
        take_out_letter(work, TakeOutLetter(manager, run, letter.id))
        hand_over_print_run(work, HandOverPrintRun(manager, run))
    before = bench.service.digest()
    for kind, subject in (("letter-taken-out", died.id), ("print-run-handed-over", run)):
        (event,) = of_kind(bench, kind)
        assert (event.subject, violations(event.type, event.data)) == (subject, [])
    bench.service.rebuild()
    assert bench.service.digest() == before
    with works_of(bench).read() as work:
        again, view = work.queries.letter(letter.id), work.queries.print_run(run)
    assert again is not None
    assert view is not None
    assert (again.state, again.taken_out_on, view.handed_over_on, view.to_take_out) == ("taken-out", DAY, DAY, 0)
    with bench.service.database.reading() as connection:
        out = select(kept_letter.c.taken_out_by).where(kept_letter.c.id == letter.id)
        gone = select(print_run.c.handed_over_by).where(print_run.c.id == run)
        assert [connection.execute(who).scalar_one() for who in (out, gone)] == ["beheerder", "beheerder"]


def test_a_tick_prints_nothing_that_nobody_released(bench: Bench) -> None:
    assert bench.service.tick(DAY) == 2, "two notices to providers, and no letter"
    assert of_kind(bench, "print-run-made") == []
    assert bench.service.totals()["mailings"] == {"toRelease": 5, "released": 0}


def test_a_rebuild_keeps_what_was_released_sent_and_brought_back(bench: Bench) -> None:
    """Two mailings that were printed, one that still waits for the second, and one that gathers."""
    works = works_of(bench)
    works._choices = OneIsEnough()
    make_runs_without_paper(bench, DAY)
    died = PEOPLE[0]
    manager = User("beheerder", "Sam", Role.FUNCTIONAL_MANAGER, frozenset({"0321", "0356"}))
    with works.begin() as work:
        runs = work.queries.print_runs(manager.municipalities, RunFilter())
        for run in runs.runs:
            hand_over_print_run(work, HandOverPrintRun(manager, run.id))
    (letter,) = letters_of(bench, died)
    with works.begin() as work:
        record_returned_letter(work, RecordReturnedLetter(manager, letter, DAY))
    bench.tell(everything(Person(11)) + everything(Person(12)))
    release_first(works, manager, "0321")
    bench.tell(everything(Person(13)))

    releases = of_kind(bench, "mailing-released")
    told = sorted((each.data["municipality"], each.data["number"], each.data["complete"]) for each in releases)
    assert told == [("0321", 1, True), ("0321", 2, False), ("0356", 1, True)]
    sent, back = of_kind(bench, "letter-sent"), of_kind(bench, "letter-returned")
    assert {event.subject for event in sent} == {person.id for person in PEOPLE}
    assert [(event.subject, event.data["letterId"]) for event in back] == [(died.id, letter)]
    assert [violations(event.type, event.data) for event in (*releases, *sent, *back)] == [[]] * 9
    before = bench.service.digest()
    assert bench.service.totals()["mailings"] == {"toRelease": 3, "released": 2}
    bench.service.rebuild()
    assert bench.service.digest() == before
    assert (len(of_kind(bench, "letter-sent")), len(of_kind(bench, "mailing-released"))) == (5, 3)
    with works.read() as work:
        again = work.queries.letter(letter)
    assert again is not None
    assert (again.state, again.returned_on, again.handed_over_on) == ("returned", DAY, DAY)


class OneIsEnough(RegionChoices):
    """Above one letter two people are needed."""

    def __init__(self) -> None:
        super().__init__(demo_region())

    def second_release_above(self, code: str, day: date) -> int:
        return 1


def release_first(works: NotificationsWorks, user: User, code: str) -> None:
    with works.begin() as work:
        (mailing,) = work.queries.mailings_gathering(frozenset({code}))
        mark = work.mailings.looked(code, None).seen()
        assert not release_mailing(work, ReleaseMailing(user, mailing.id, mark))


def letters_of(bench: Bench, person: Person) -> list[str]:
    with works_of(bench).read() as work:
        return [letter.id for letter in work.queries.letters_of_client(person.id)]


def test_two_people_at_once_release_a_mailing_once(bench: Bench) -> None:
    works, codes = works_of(bench), frozenset({"0321"})
    with works.read() as work:
        (mailing,) = work.queries.mailings_gathering(codes)
        letters = work.mailings.looked("0321", None).letters(ALL)
    made = closed("0321", mailing.number, letters, Release("a", "A", DAY), complete=True)
    ids = [letter.letter_id for letter in letters]
    for wanted in (True, False):
        with works.begin() as work:
            assert work.mailings.close(made, ids) is wanted
    for wanted in (False, False):
        with works.begin() as work:
            assert work.mailings.complete(made.id, Release("b", "B", DAY)) is wanted


def test_a_rebuild_keeps_the_notices_that_were_made(bench: Bench) -> None:
    make_notices(bench, DAY)
    bench.tell(everything(Person(1, revision=2, right_until="2015-07-31")))
    make_notices(bench, TOMORROW)
    before = bench.service.digest()
    bench.service.rebuild()
    assert bench.service.digest() == before
    assert make_notices(bench, TOMORROW) == 0
