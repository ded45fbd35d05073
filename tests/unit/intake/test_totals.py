"""Control totals: counted in the file, compared with the manifest."""

from services.intake.domain.delivery.totals import Difference, Totals, add, count_rows, differences
from tests.unit.intake.delivered import IN_PGB, IN_STAY, row

ROWS = [row(), row(**IN_PGB, einddatum="2015-03-14"), row(**IN_STAY, einddatum=""), row(functiecode="99")]


def test_faulty_rows_are_counted_as_they_stand() -> None:
    assert count_rows(ROWS) == Totals(
        rows=4,
        by_function={"81": 2, "zzp": 1, "99": 1},
        by_form={"4": 3, "2": 1},
        by_end_month={"2027-05": 2, "2015-03": 1, "geen": 1},
    )


def test_what_cannot_be_a_code_is_counted_without_its_text() -> None:
    odd = [row(functiecode="Voorbeeldlaan", leveringsvorm="\udce9", einddatum="31-05-2015")]
    assert count_rows(odd) == Totals(
        rows=1, by_function={"anders": 1}, by_form={"anders": 1}, by_end_month={"anders": 1}
    )


def test_nonsense_has_no_total_per_text() -> None:
    nonsense = [
        row(functiecode=f"{n:04d}", leveringsvorm=f"x{n}", einddatum=f"{n:04d}-01") for n in range(1, 1900, 200)
    ]
    assert count_rows(nonsense) == Totals(10, 0, {"anders": 10}, {"anders": 10}, {"anders": 10})


def test_parts_of_a_file_add_up_to_the_whole() -> None:
    assert add(count_rows(ROWS[:3]), count_rows(ROWS[3:])) == count_rows(ROWS)


def test_only_what_differs_from_the_manifest_is_named() -> None:
    manifest = Totals(5, 2, {"81": 2, "82": 1}, {"4": 4}, {})
    counted = Totals(4, 2, {"81": 2, "31": 1}, {"4": 4}, {})
    assert differences(manifest, counted) == [
        Difference("rijen", 5, 4),
        Difference("perFunctie.31", 0, 1),
        Difference("perFunctie.82", 1, 0),
    ]
