"""Which letters stand together in a print run, in which order, and what the manifest tells."""

from dataclasses import replace
from datetime import date

import pytest

from services.notifications.domain.mailing.print_run import (
    LETTERS_PER_FILE,
    RUN_SIZE,
    LetterPlace,
    ListedFile,
    Printable,
    PrintRun,
    PrintRunError,
    RunFile,
    file_name,
    manifest_of,
    plan_print_runs,
)
from services.notifications.domain.mailing.run_names import RunNames

DAY = date(2014, 11, 3)


def printable(number: int, municipality: str = "0356", postcode: str = "3430 AB", house: int = 1) -> Printable:
    return Printable(f"L{number:05d}", f"c{number:05d}", municipality, postcode, house)


def a_file(number: int, letters: int) -> RunFile:
    return RunFile(file_name(number), "ab" * 32, tuple((2 * i + 1, 2 * i + 2) for i in range(letters)))


def test_a_run_holds_one_municipality_and_a_thousand_letters() -> None:
    letters = [printable(n) for n in range(RUN_SIZE + 1)] + [printable(5000 + n, "0321") for n in range(3)]
    runs = plan_print_runs(letters, DAY)
    assert [(run.municipality, len(run.letter_ids)) for run in runs] == [("0321", 3), ("0356", 1000), ("0356", 1)]


def test_letters_lie_in_walking_order() -> None:
    letters = [
        printable(1, postcode="3431 AA", house=1),
        printable(2, postcode="3430ab", house=10),
        printable(3, postcode="3430 AB", house=9),
        printable(0, postcode="3430 AB", house=10),
    ]
    assert plan_print_runs(letters, DAY)[0].letter_ids == ("L00003", "L00000", "L00002", "L00001")


def test_the_order_of_arrival_does_not_change_the_runs() -> None:
    letters = [printable(n, house=n % 7) for n in range(50)]
    assert plan_print_runs(letters, DAY) == plan_print_runs(letters[::-1], DAY)


def test_other_letters_give_another_run_id_and_another_day_does_not() -> None:
    """After a crash the next day must find the files again."""
    (today,), (other,) = plan_print_runs([printable(1)], DAY), plan_print_runs([printable(2)], DAY)
    (tomorrow,) = plan_print_runs([printable(1)], date(2014, 11, 4))
    assert today.run_id == tomorrow.run_id != other.run_id


def test_a_letter_given_twice_is_refused() -> None:
    with pytest.raises(PrintRunError, match="twice"):
        plan_print_runs([printable(1), replace(printable(1), house_number=2)], DAY)


def test_no_letters_give_no_runs() -> None:
    assert plan_print_runs([], DAY) == ()


def test_a_run_is_cut_into_files_of_one_size() -> None:
    run = plan_print_runs([printable(n) for n in range(LETTERS_PER_FILE * 2 + 1)], DAY)[0]
    assert [len(ids) for ids in run.letters_per_file()] == [LETTERS_PER_FILE, LETTERS_PER_FILE, 1]


def test_the_manifest_places_every_letter_in_file_and_pages() -> None:
    run = PrintRun("run", "0356", DAY, tuple(f"L{n}" for n in range(151)))
    manifest = manifest_of(run, [a_file(1, 150), a_file(2, 1)])
    assert (len(manifest.contents), manifest.pages) == (151, 302)
    assert manifest.contents[-1] == LetterPlace("L150", "part-002.pdf", 1, 2)
    assert manifest.files[1] == ListedFile("part-002.pdf", "ab" * 32, 2)


def test_a_manifest_for_missing_letters_is_refused() -> None:
    run = PrintRun("run-1", "0356", DAY, ("L0", "L1"))
    with pytest.raises(PrintRunError, match="run-1"):
        manifest_of(run, [a_file(1, 1)])


def test_letters_with_an_enclosure_make_runs_of_their_own() -> None:
    letters = [printable(1), replace(printable(2), enclosed=True), printable(3)]
    plain, enclosed = plan_print_runs(letters, DAY)
    assert (plain.enclosed, plain.letter_ids) == (False, ("L00001", "L00003"))
    assert (enclosed.enclosed, enclosed.letter_ids) == (True, ("L00002",))


@pytest.mark.parametrize(("enclosed", "stem"), [(False, "brieven-houten"), (True, "brieven-met-bijlage-houten")])
def test_the_files_of_letters_with_an_enclosure_say_so_in_their_names(enclosed: bool, stem: str) -> None:
    run = PrintRun("run-1", "0321", DAY, ("L0",), enclosed)
    names = RunNames(manifest_of(run, [RunFile("part-001.pdf", "a" * 64, ((1, 2),))]))
    assert names.manifest.enclosed is enclosed
    assert all(name.startswith(f"{stem}-2014-11-03-") for name in (*names.outside.values(), names.manifest_name))
