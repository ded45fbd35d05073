"""The daily work: print runs on disk and in the log, and notices to providers."""

import hashlib
import json
import uuid
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

from services.notifications.adapters.letters.queries import TableQueries
from services.notifications.adapters.letters.stores import stores_on
from services.notifications.adapters.mailing.outside.printer import TypstPrinter
from services.notifications.application.letters.ports import RunFiles
from services.notifications.application.mailing.make_print_runs import make_print_runs
from services.notifications.application.notices.make_provider_notices import make_provider_notices
from services.notifications.domain.letters.letter import Letter
from services.notifications.domain.mailing.print_run import PrintRun, plan_print_runs
from shared.events.contracts import violations
from shared.events.envelope import Event
from tests.support.notifications import DAY, Bench, Person, everything, open_bench

TOMORROW = date(2014, 11, 4)
PEOPLE = [Person(number, municipality="0321" if number < 4 else "0356") for number in range(1, 6)]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    bench = open_bench(tmp_path)
    bench.tell([event for person in PEOPLE for event in everything(person)])
    return bench


def of_kind(bench: Bench, name: str) -> list[Event]:
    bench.work()
    return [event for event in bench.announced() if name in event.type]


def files(bench: Bench) -> dict[str, str]:
    """Every file of every run with its sha256."""
    return {
        str(path.relative_to(bench.folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((bench.folder / "print").rglob("*"))
        if path.is_file()
    }


@pytest.mark.slow
def test_a_tick_prints_every_ready_letter_in_a_run_per_municipality(bench: Bench) -> None:
    bench.service.tick(DAY)
    made = of_kind(bench, "print-run-made")
    assert [violations(event.type, event.data) for event in made] == [[], []]
    assert {event.data["municipality"]: len(event.data["letters"]) for event in made} == {"0321": 3, "0356": 2}
    assert bench.service.totals()["letters"] == {"ready": 0, "withheld": 0, "printed": 5, "superseded": 0}


@pytest.mark.slow
def test_the_manifest_says_where_each_letter_is(bench: Bench) -> None:
    bench.service.tick(DAY)
    for event in of_kind(bench, "print-run-made"):
        run = bench.folder / "print" / event.subject
        manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
        assert [place["letterId"] for place in manifest["contents"]] == event.data["letters"]
        assert manifest["pages"] == event.data["pages"]
        assert (run / "part-001.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.slow
def test_a_second_tick_finds_nothing_left_to_do(bench: Bench) -> None:
    bench.service.tick(DAY)
    before = bench.service.digest()
    assert bench.service.tick(TOMORROW) == 0
    assert bench.service.digest() == before


@dataclass
class CountingPrinter:
    """Makes no paper: a manifest in memory, and something that happens while it works."""

    meanwhile: Callable[[], None] = lambda: None
    runs: list[PrintRun] = field(default_factory=list)

    def alone(self) -> AbstractContextManager[object]:
        return nullcontext()

    def keep_only(self, run_ids: Collection[str]) -> None:
        self.runs = [run for run in self.runs if run.run_id in run_ids]

    def print_run(self, run: PrintRun) -> RunFiles:
        self.runs.append(run)
        self.meanwhile()
        return self.files(run.run_id)

    def files(self, run_id: str) -> RunFiles:
        return RunFiles(2, (), ())

    def part(self, run_id: str, file: str) -> Path:
        raise FileNotFoundError

    def letter(self, letter: Letter) -> bytes:
        return b""


@pytest.mark.slow
def test_a_crash_after_the_files_gives_the_same_run_and_the_same_bytes(bench: Bench) -> None:
    printer = TypstPrinter(bench.folder / "print", TableQueries(bench.service.database).texts)

    class PowerCut(RuntimeError):
        pass

    class Crashing(CountingPrinter):
        def print_run(self, run: PrintRun) -> RunFiles:
            printer.print_run(run)
            raise PowerCut

    with pytest.raises(PowerCut):
        make_print_runs(bench.service.database, stores_on, Crashing(), DAY)
    left = files(bench)
    assert bench.service.totals()["printRuns"] == 0
    make_print_runs(bench.service.database, stores_on, printer, TOMORROW)
    assert bench.service.totals()["printRuns"] == 2
    assert left.items() <= files(bench).items()


def test_a_letter_that_is_replaced_while_its_run_is_made_is_not_printed(bench: Bench) -> None:
    newer = Person(1, revision=2, right_until="2015-07-31")
    printer = CountingPrinter(meanwhile=lambda: bench.tell(everything(newer)))
    assert make_print_runs(bench.service.database, stores_on, printer, DAY) == 2
    assert bench.service.totals()["letters"] == {"ready": 3, "withheld": 0, "printed": 2, "superseded": 1}
    assert len(printer.runs) == bench.service.totals()["printRuns"] == 1, "the run that was overtaken is taken away"
    printer.meanwhile = lambda: None
    assert make_print_runs(bench.service.database, stores_on, printer, TOMORROW) == 3


@pytest.mark.slow
def test_files_of_a_crash_go_when_their_letters_were_replaced(bench: Bench) -> None:
    printer = TypstPrinter(bench.folder / "print", TableQueries(bench.service.database).texts)
    with bench.service.database.reading() as connection:
        waiting = stores_on(connection).letters.waiting()
    for run in plan_print_runs(waiting, DAY):
        printer.print_run(replace(run, run_id=str(uuid.uuid4())))
    (bench.folder / "print" / "keep.txt").write_text("not a run")
    make_print_runs(bench.service.database, stores_on, printer, DAY)
    with bench.service.database.reading() as connection:
        made = stores_on(connection).print_runs.ids()
    assert len(made) == 2
    assert {each.name for each in (bench.folder / "print").iterdir()} == {*made, "keep.txt", ".lock"}


def test_the_same_letters_give_the_same_run_on_another_day(bench: Bench) -> None:
    class Refusing(CountingPrinter):
        def print_run(self, run: PrintRun) -> RunFiles:
            self.runs.append(run)
            raise OSError("disk full")

    printer = Refusing()
    for day in (DAY, TOMORROW):
        with pytest.raises(OSError, match="disk full"):
            make_print_runs(bench.service.database, stores_on, printer, day)
    first, second = printer.runs
    assert first.run_id == second.run_id


def notices(bench: Bench, day: date) -> int:
    return make_provider_notices(bench.service.database, stores_on, day)


def lines(events: Sequence[Event]) -> list[list[str]]:
    return [[line["functionId"] for line in event.data["lines"]] for event in events]


def test_a_provider_hears_once_per_municipality_of_its_clients(bench: Bench) -> None:
    assert notices(bench, DAY) == 2
    assert notices(bench, TOMORROW) == 0
    made = of_kind(bench, "provider-notice-made")
    assert [violations(event.type, event.data) for event in made] == [[], []]
    assert sorted(lines(made)) == [
        ["100000001-81", "100000002-81", "100000003-81"],
        ["100000004-81", "100000005-81"],
    ]


def test_a_changed_list_is_sent_again_without_who_died(bench: Bench) -> None:
    notices(bench, DAY)
    bench.tell(everything(Person(1, revision=2, died_on="2014-11-01", state="deceased")))
    assert notices(bench, TOMORROW) == 1
    second = [event for event in of_kind(bench, "provider-notice-made") if event.data["number"] == 2]
    assert lines(second) == [["100000002-81", "100000003-81"]]


def test_a_provider_without_clients_left_gets_no_empty_notice(tmp_path: Path) -> None:
    bench = open_bench(tmp_path)
    bench.tell(everything(Person(1)))
    notices(bench, DAY)
    bench.tell(everything(Person(1, revision=2, pgb=True)))
    assert notices(bench, TOMORROW) == 0


def test_a_rebuild_keeps_the_notices_that_were_made(bench: Bench) -> None:
    notices(bench, DAY)
    bench.tell(everything(Person(1, revision=2, right_until="2015-07-31")))
    notices(bench, TOMORROW)
    before = bench.service.digest()
    bench.service.rebuild()
    assert bench.service.digest() == before
    assert notices(bench, TOMORROW) == 0
