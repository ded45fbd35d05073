"""Which letters stand together in a print run, in which order, and what the manifest tells."""

from dataclasses import replace
from datetime import date

import pytest

from services.notifications.domain.mailing.print_run import (
    PART_SIZE,
    RUN_SIZE,
    Part,
    Printable,
    PrintRun,
    PrintRunError,
    manifest,
    part_file,
    plan_print_runs,
)

DAY = date(2014, 11, 3)


def printable(number: int, municipality: str = "0356", postcode: str = "3430 AB", house: int = 1) -> Printable:
    return Printable(f"L{number:05d}", f"c{number:05d}", municipality, postcode, house)


def part(number: int, letters: int) -> Part:
    return Part(part_file(number), "ab" * 32, tuple((2 * i + 1, 2 * i + 2) for i in range(letters)))


def test_a_run_holds_one_municipality_and_a_thousand_letters() -> None:
    letters = [printable(n) for n in range(RUN_SIZE + 1)] + [printable(5000 + n, "0321") for n in range(3)]
    runs = plan_print_runs(letters, DAY)
    assert [(run.municipality_code, len(run.letter_ids)) for run in runs] == [("0321", 3), ("0356", 1000), ("0356", 1)]


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


def test_other_letters_or_another_day_give_another_run_id() -> None:
    ids = {
        plan_print_runs([printable(1)], DAY)[0].run_id,
        plan_print_runs([printable(2)], DAY)[0].run_id,
        plan_print_runs([printable(1)], date(2014, 11, 4))[0].run_id,
    }
    assert len(ids) == 3


def test_a_letter_given_twice_is_refused() -> None:
    with pytest.raises(PrintRunError, match="twice"):
        plan_print_runs([printable(1), replace(printable(1), house_number=2)], DAY)


def test_no_letters_give_no_runs() -> None:
    assert plan_print_runs([], DAY) == ()


def test_a_run_is_cut_into_parts_of_one_size() -> None:
    run = plan_print_runs([printable(n) for n in range(PART_SIZE * 2 + 1)], DAY)[0]
    assert [len(ids) for ids in run.parts()] == [PART_SIZE, PART_SIZE, 1]


def test_the_manifest_places_every_letter_in_file_and_pages() -> None:
    run = PrintRun("0356-20141103-x", "0356", DAY, tuple(f"L{n}" for n in range(151)))
    content = manifest(run, [part(1, 150), part(2, 1)])
    assert (content["letters"], content["pages"]) == (151, 302)
    assert content["contents"][-1] == {"letterId": "L150", "file": "part-002.pdf", "firstPage": 1, "lastPage": 2}
    assert content["parts"][1] == {"file": "part-002.pdf", "sha256": "ab" * 32, "pages": 2}


def test_the_manifest_names_nothing_of_a_person_but_the_letter() -> None:
    run = PrintRun("0356-20141103-x", "0356", DAY, ("L0",))
    content = manifest(run, [part(1, 1)])
    assert set(content) == {"runId", "municipality", "created", "letters", "pages", "parts", "contents"}
    assert set(content["contents"][0]) == {"letterId", "file", "firstPage", "lastPage"}


def test_a_manifest_for_missing_letters_is_refused() -> None:
    run = PrintRun("0356-20141103-x", "0356", DAY, ("L0", "L1"))
    with pytest.raises(PrintRunError, match="0356-20141103-x"):
        manifest(run, [part(1, 1)])
