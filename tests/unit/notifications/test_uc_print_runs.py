"""Print runs: every ready letter once, and nothing on paper that was replaced meanwhile."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from deploy.new_region import new_region
from services.notifications.adapters.letters.outside.senders import RegionSenders
from services.notifications.application.client.views import NotKnown
from services.notifications.application.mailing.count_ready_letters import count_ready_letters
from services.notifications.application.mailing.make_print_files import MakePrintFiles, make_print_files
from services.notifications.application.mailing.restore_print_runs import restore_print_runs
from services.notifications.application.mailing.show_print_run import ShowPrintRun, show_print_run
from services.notifications.application.mailing.show_run_file import ShowRunFile, show_run_file
from services.notifications.domain.mailing.print_run import PrintRunMade
from shared.access import Role, User
from tests.support.notifications import DAY, Person, everything, held_back, print_all
from tests.support.notifications_in_memory import WorkInMemory, WorksInMemory, tell
from tests.support.regions import filled_in, region_from
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
    assert print_all(works, DAY) == 5
    assert {run.municipality: len(run.letter_ids) for run in runs(works)} == {"0321": 3, "0356": 2}
    assert states(works) == ["printed"] * 5
    assert print_all(works, TOMORROW) == 0


def test_files_made_ahead_are_used_by_the_day_s_work_and_print_nothing_by_themselves(works: WorksInMemory) -> None:
    ahead = list(make_print_files(works, MakePrintFiles(DAY, lambda: 1, ahead=True)))
    assert (states(works), runs(works)) == (["ready"] * 5, [])
    print_all(works, DAY)
    assert {run.run_id for run in runs(works)} == {run.run_id for run, _ in ahead}


def test_files_made_ahead_of_a_letter_that_is_replaced_since_are_taken_away(works: WorksInMemory) -> None:
    ahead = {run.run_id for run, _ in make_print_files(works, MakePrintFiles(DAY, lambda: 1, ahead=True))}
    tell(works, everything(Person(1, revision=2, right_until="2015-07-31")))
    print_all(works, DAY)
    made = {run.run_id for run in runs(works)}
    assert (len(made), len(made & ahead)) == (2, 1)
    assert set(works.work.run_files.manifests) == made


def test_a_letter_that_is_replaced_while_its_run_is_made_is_not_printed(works: WorksInMemory) -> None:
    newer = everything(Person(1, revision=2, right_until="2015-07-31"))
    works.printer.meanwhile = lambda: tell(works, newer)
    assert print_all(works, DAY) == 2
    assert states(works) == ["printed"] * 2 + ["ready"] * 3 + ["superseded"]
    assert set(works.work.run_files.manifests) == {run_of(works, "0356")}, "files of the overtaken run are taken away"
    assert print_all(works, TOMORROW) == 3


def test_a_client_who_is_held_back_while_the_run_is_made_is_not_printed(works: WorksInMemory) -> None:
    works.printer.meanwhile = lambda: tell(works, [held_back(PEOPLE[0])])
    assert print_all(works, DAY) == 2
    assert print_all(works, TOMORROW) == 2
    assert states(works) == ["printed"] * 4 + ["withheld"]


def test_a_crash_after_the_files_gives_the_same_runs_the_next_day(works: WorksInMemory) -> None:
    class PowerCut(RuntimeError):
        pass

    def fail() -> None:
        raise PowerCut

    works.printer.meanwhile = fail
    with pytest.raises(PowerCut):
        print_all(works, DAY)
    left = set(works.work.run_files.manifests)
    assert runs(works) == []
    works.printer.meanwhile = lambda: None
    assert print_all(works, TOMORROW) == 5
    assert left <= {run.run_id for run in runs(works)}


def test_a_rebuild_restores_which_letters_were_printed(works: WorksInMemory) -> None:
    print_all(works, DAY)
    again = WorksInMemory(WorkInMemory(SENDER, DAY))
    tell(again, [event for person in PEOPLE for event in everything(person)])
    for _ in range(2):
        restore_print_runs(again.work, runs(works))
    assert states(again) == states(works)
    assert again.work.print_runs.kept == works.work.print_runs.kept


def test_a_run_shows_its_letters_and_their_places(works: WorksInMemory) -> None:
    print_all(works, DAY)
    run_id = run_of(works, "0321")
    page = show_print_run(works.work, ShowPrintRun(CASEWORKER, run_id, offset=1, limit=5))
    assert [(place.file, place.first_page) for _, place in page.rows if place] == [
        ("part-001.pdf", 2),
        ("part-001.pdf", 3),
    ]
    stem = f"brieven-houten-2014-11-03-{run_id[:8]}"
    assert [(file.name, file.letters, file.pages) for file in page.files] == [(f"{stem}-deel-1-van-1.pdf", 3, 3)]
    assert (page.manifest, page.checksums) == (f"{stem}-manifest.json", f"{stem}-sha256.txt")
    assert len(works.work.read_log.lines) == 2


def test_a_run_without_its_files_still_shows_its_letters(works: WorksInMemory) -> None:
    print_all(works, DAY)
    works.work.run_files.manifests.clear()
    page = show_print_run(works.work, ShowPrintRun(CASEWORKER, run_of(works, "0321"), offset=0, limit=5))
    assert (len(page.rows), list(page.files)) == (3, [])
    assert {place for _, place in page.rows} == {None}


def test_a_run_lists_the_letters_of_who_died_since_with_their_pages(works: WorksInMemory) -> None:
    print_all(works, DAY)
    tell(works, everything(Person(2, revision=2, died_on="2014-11-04", state="deceased")))
    page = show_print_run(works.work, ShowPrintRun(CASEWORKER, run_of(works, "0321"), offset=0, limit=1))
    assert len(page.rows) == 1
    assert [(letter.client_id, letter.state, letter.remark) for letter, _ in page.to_take_out] == [
        (Person(2).id, "printed", "deceased")
    ]
    assert [(place.file, place.first_page) for _, place in page.to_take_out if place] == [("part-001.pdf", 2)]
    assert Person(2).id in {subject for _, subject, _ in works.work.read_log.lines}


def test_opening_a_file_reads_everybody_in_it(works: WorksInMemory) -> None:
    print_all(works, DAY)
    run_id = run_of(works, "0321")
    name = f"brieven-houten-2014-11-03-{run_id[:8]}-deel-1-van-1.pdf"
    found = show_run_file(works.work, ShowRunFile(CASEWORKER, run_id, name))
    assert (found.name, found.path) == (name, Path(run_id, "part-001.pdf"))
    assert {subject for _, subject, _ in works.work.read_log.lines} == {person.id for person in PEOPLE[:3]}


@pytest.mark.parametrize("file", ["manifest.json", "../x", "part-001.pdf"])
def test_a_file_that_no_manifest_names_is_not_given(works: WorksInMemory, file: str) -> None:
    print_all(works, DAY)
    with pytest.raises(NotKnown):
        show_run_file(works.work, ShowRunFile(CASEWORKER, run_of(works, "0321"), file))
    assert works.work.read_log.lines == []


PUTTEN = new_region(["0273", "0267"])
OF_PUTTEN = User("p", "Piet", Role.CASEWORKER, frozenset({"0273"}))
OF_BOTH = User("b", "Bo", Role.CASEWORKER, frozenset({"0273", "0267"}))
CLIENTS = [Person(number, municipality="0273" if number < 3 else "0267") for number in range(1, 4)]


def served(folder: Path, text: str) -> RegionSenders:
    return RegionSenders(region_from(folder, text))


@pytest.fixture
def unready(tmp_path: Path) -> WorksInMemory:
    """Letters of two municipalities that have filled nothing in."""
    works = WorksInMemory(WorkInMemory(SENDER, DAY))
    works.work.senders = served(tmp_path, PUTTEN)
    tell(works, [event for person in CLIENTS for event in everything(person)])
    return works


def texts(works: WorksInMemory) -> str:
    ids = [letter.written.letter_id for letter in works.work.letters.kept.values()]
    return "\n".join(text for letter in works.work.queries.texts(ids) for text in letter.texts())


def test_letters_with_example_contact_data_are_ready_and_never_printed(unready: WorksInMemory) -> None:
    with capture_logs() as logged:
        assert print_all(unready, DAY) == 0
    assert (states(unready), runs(unready), unready.work.run_files.manifests) == (["ready"] * 3, [], {})
    assert [(line["event"], line["municipality"], line["letters"]) for line in logged] == [
        ("letters not printed", "0267", 1),
        ("letters not printed", "0273", 2),
    ]
    assert "nog voorbeelden: return_address" in logged[0]["why"]


def test_the_screen_says_which_letters_wait_and_why(unready: WorksInMemory) -> None:
    found = count_ready_letters(unready.work, OF_BOTH).waiting
    assert [(one.municipality, one.letters) for one in found] == [("0267", 1), ("0273", 2)]
    assert "Putten (0273) nog voorbeelden" in found[1].why
    assert [one.municipality for one in count_ready_letters(unready.work, OF_PUTTEN).waiting] == ["0273"]


def test_one_municipality_does_not_wait_for_the_other(unready: WorksInMemory, tmp_path: Path) -> None:
    putten, nijkerk = PUTTEN.split("# Nijkerk")
    unready.work.senders = served(tmp_path, filled_in(putten) + "# Nijkerk" + nijkerk)
    assert print_all(unready, DAY) == 2
    assert {run.municipality for run in runs(unready)} == {"0273"}
    assert [one.municipality for one in count_ready_letters(unready.work, OF_BOTH).waiting] == ["0267"]


def test_a_letter_that_was_written_with_examples_is_printed_with_what_was_filled_in(
    unready: WorksInMemory, tmp_path: Path
) -> None:
    examples = ("000 - 000", "Voorbeeldplein", ".example")
    assert all(example in texts(unready) for example in examples)
    unready.work.senders = served(tmp_path, filled_in(PUTTEN))
    assert print_all(unready, TOMORROW) == 3
    on_paper = "\n".join(text for letter in unready.printer.printed for text in letter.texts())
    assert [example for example in examples if example in on_paper + texts(unready)] == []
    assert "0341 - 12 34 56" in on_paper
    assert len(unready.printer.printed) == 3


def test_contact_data_that_hold_from_today_on_are_those_of_a_letter_that_waited(
    unready: WorksInMemory, tmp_path: Path
) -> None:
    one = new_region(["0273"])
    start = one.index("\n[[municipality.contact]]") + 1
    block = one[start : one.index("\n\n", start)]
    dated = block.replace("2014-01-01", "2014-01-01\nuntil = 2014-11-03") + "\n\n"
    later = filled_in(block).replace("2014-01-01", "2014-11-04")
    unready.work.senders = served(tmp_path, one.replace(block, dated + later))
    assert print_all(unready, DAY) == 0
    unready.work.today = TOMORROW
    assert print_all(unready, TOMORROW) == 2
    assert "0341 - 12 34 56" in texts(unready)


def test_a_letter_that_got_contact_data_says_nothing_new_to_its_reader(unready: WorksInMemory, tmp_path: Path) -> None:
    unready.work.senders = served(tmp_path, filled_in(PUTTEN))
    print_all(unready, DAY)
    tell(unready, [event for person in CLIENTS for event in everything(replace(person, revision=2))])
    assert states(unready) == ["printed"] * 3


def test_a_letter_that_waited_names_the_printed_one_that_it_replaces_once(
    unready: WorksInMemory, tmp_path: Path
) -> None:
    """Who moved has a letter of the first municipality, and the next one waited for its contact data."""
    putten, nijkerk = PUTTEN.split("# Nijkerk")
    unready.work.senders = served(tmp_path, putten + "# Nijkerk" + filled_in(nijkerk))
    assert print_all(unready, DAY) == 1
    moved = replace(CLIENTS[2], municipality="0273", revision=2)
    tell(unready, everything(moved))
    unready.work.senders = served(tmp_path, filled_in(PUTTEN))
    assert print_all(unready, TOMORROW) == 3
    newest = unready.work.letters.latest([moved.id])[moved.id].letter_id
    on_paper = next(letter for letter in unready.printer.printed if letter.letter_id == newest)
    kept = unready.work.queries.texts([newest])[0]
    for letter in (on_paper, kept):
        assert " ".join(letter.texts()).count("komt in de plaats van") == 1
