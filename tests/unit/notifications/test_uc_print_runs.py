"""Print runs: every ready letter once, and nothing on paper that was replaced meanwhile."""

from datetime import date

import pytest

from services.notifications.application.client.views import NotKnown
from services.notifications.application.mailing.make_print_runs import make_print_runs
from services.notifications.application.mailing.restore_print_runs import restore_print_runs
from services.notifications.application.mailing.show_print_run import ShowPrintRun, show_print_run
from services.notifications.application.mailing.show_run_file import ShowRunFile, show_run_file
from services.notifications.domain.mailing.print_run import PrintRunMade
from shared.access import Role, User
from tests.support.notifications import DAY, Person, everything, held_back
from tests.support.notifications_in_memory import WorkInMemory, WorksInMemory, tell
from tests.unit.notifications.letter_samples import SENDER

TOMORROW = date(2014, 11, 4)
PEOPLE = [Person(number, municipality="0321" if number < 4 else "0356") for number in range(1, 6)]
CASEWORKER = User("c", "Chris", Role.CASEWORKER, frozenset({"0321"}))


@pytest.fixture
def works() -> WorksInMemory:
    works = WorksInMemory(WorkInMemory(SENDER, DAY))
    tell(works, [event for person in PEOPLE for event in everything(person)])
    works.work.events.clear()
    return works


def states(works: WorksInMemory) -> list[str]:
    return sorted(letter.written.state for letter in works.work.letters.kept.values())


def runs(works: WorksInMemory) -> list[PrintRunMade]:
    return [event for event in works.work.events if isinstance(event, PrintRunMade)]


def run_of(works: WorksInMemory, municipality: str) -> str:
    return next(run.run_id for run in runs(works) if run.municipality == municipality)


def test_every_ready_letter_is_printed_in_a_run_of_its_municipality(works: WorksInMemory) -> None:
    assert make_print_runs(works, DAY) == 5
    assert {run.municipality: len(run.letter_ids) for run in runs(works)} == {"0321": 3, "0356": 2}
    assert states(works) == ["printed"] * 5
    assert make_print_runs(works, TOMORROW) == 0


def test_a_letter_that_is_replaced_while_its_run_is_made_is_not_printed(works: WorksInMemory) -> None:
    newer = everything(Person(1, revision=2, right_until="2015-07-31"))
    works.printer.meanwhile = lambda: tell(works, newer)
    assert make_print_runs(works, DAY) == 2
    assert states(works) == ["printed"] * 2 + ["ready"] * 3 + ["superseded"]
    assert set(works.work.run_files.manifests) == {run_of(works, "0356")}, "files of the overtaken run are taken away"
    assert make_print_runs(works, TOMORROW) == 3


def test_a_client_who_is_held_back_while_the_run_is_made_is_not_printed(works: WorksInMemory) -> None:
    works.printer.meanwhile = lambda: tell(works, [held_back(PEOPLE[0])])
    assert make_print_runs(works, DAY) == 2
    assert make_print_runs(works, TOMORROW) == 2
    assert states(works) == ["printed"] * 4 + ["withheld"]


def test_a_crash_after_the_files_gives_the_same_runs_the_next_day(works: WorksInMemory) -> None:
    class PowerCut(RuntimeError):
        pass

    def fail() -> None:
        raise PowerCut

    works.printer.meanwhile = fail
    with pytest.raises(PowerCut):
        make_print_runs(works, DAY)
    left = set(works.work.run_files.manifests)
    assert runs(works) == []
    works.printer.meanwhile = lambda: None
    assert make_print_runs(works, TOMORROW) == 5
    assert left <= {run.run_id for run in runs(works)}


def test_a_rebuild_restores_which_letters_were_printed(works: WorksInMemory) -> None:
    make_print_runs(works, DAY)
    again = WorksInMemory(WorkInMemory(SENDER, DAY))
    tell(again, [event for person in PEOPLE for event in everything(person)])
    for _ in range(2):
        restore_print_runs(again.work, runs(works))
    assert states(again) == states(works)
    assert again.work.print_runs.kept == works.work.print_runs.kept


def test_a_run_shows_its_letters_and_their_places(works: WorksInMemory) -> None:
    make_print_runs(works, DAY)
    run_id = run_of(works, "0321")
    page = show_print_run(works.work, ShowPrintRun(CASEWORKER, run_id, offset=1, limit=5))
    assert [(place.file, place.first_page) for _, place in page.rows if place] == [
        ("part-001.pdf", 2),
        ("part-001.pdf", 3),
    ]
    assert [(file.name, file.letters, file.pages) for file in page.files] == [("part-001.pdf", 3, 3)]
    assert len(works.work.read_log.lines) == 2


def test_a_run_without_its_files_still_shows_its_letters(works: WorksInMemory) -> None:
    make_print_runs(works, DAY)
    works.work.run_files.manifests.clear()
    page = show_print_run(works.work, ShowPrintRun(CASEWORKER, run_of(works, "0321"), offset=0, limit=5))
    assert (len(page.rows), list(page.files)) == (3, [])
    assert {place for _, place in page.rows} == {None}


def test_a_run_lists_the_letters_of_who_died_since_with_their_pages(works: WorksInMemory) -> None:
    make_print_runs(works, DAY)
    tell(works, everything(Person(2, revision=2, died_on="2014-11-04", state="deceased")))
    page = show_print_run(works.work, ShowPrintRun(CASEWORKER, run_of(works, "0321"), offset=0, limit=1))
    assert len(page.rows) == 1
    assert [(letter.client_id, letter.state, letter.remark) for letter, _ in page.to_take_out] == [
        (Person(2).id, "printed", "deceased")
    ]
    assert [(place.file, place.first_page) for _, place in page.to_take_out if place] == [("part-001.pdf", 2)]
    assert Person(2).id in {subject for _, subject, _ in works.work.read_log.lines}


def test_opening_a_file_reads_everybody_in_it(works: WorksInMemory) -> None:
    make_print_runs(works, DAY)
    show_run_file(works.work, ShowRunFile(CASEWORKER, run_of(works, "0321"), "part-001.pdf"))
    assert {subject for _, subject, _ in works.work.read_log.lines} == {person.id for person in PEOPLE[:3]}


@pytest.mark.parametrize("file", ["manifest.json", "../x", "part-002.pdf"])
def test_a_file_that_no_manifest_names_is_not_given(works: WorksInMemory, file: str) -> None:
    make_print_runs(works, DAY)
    with pytest.raises(NotKnown):
        show_run_file(works.work, ShowRunFile(CASEWORKER, run_of(works, "0321"), file))
    assert works.work.read_log.lines == []
