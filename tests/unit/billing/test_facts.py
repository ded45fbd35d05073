"""Classes, ages, households and spans of days: the facts that billing's rules start from."""

from datetime import date

import pytest

from services.billing.domain.client.care import ClassUnknown, Function, class_number, help_label
from services.billing.domain.client.spans import Span, covered_days, year_span
from services.billing.domain.contribution.household import (
    FactsRefused,
    Household,
    PensionAge,
    birthday,
    threshold_group,
)


@pytest.mark.parametrize(
    ("function", "code", "number"),
    [
        (Function.BGI, "K3", 3),
        (Function.VP, "K0", 0),
        (Function.BGG, "KD04", 4),
        (Function.BGG, "KD15", 15),
        (Function.KVB, "KE2", 2),
        (Function.BGI, "3", 3),
        (Function.PV, " k8 ", 8),
    ],
)
def test_class_code_gives_its_number(function: Function, code: str, number: int) -> None:
    assert class_number(function, code) == number


@pytest.mark.parametrize(
    ("function", "code"),
    [
        (Function.BGI, ""),
        (Function.BGI, "99"),
        (Function.BGI, "KX3"),
        (Function.BGI, "K123"),
        (Function.BGI, "KD03"),
        (Function.BGG, "K3"),
        (Function.KVB, "KD01"),
    ],
)
def test_class_code_of_another_kind_is_refused(function: Function, code: str) -> None:
    with pytest.raises(ClassUnknown, match=function.label):
        class_number(function, code)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("BGI", "Begeleiding individueel"),
        ("BGG", "Begeleiding in een groep"),
        ("KVB", "Kortdurend verblijf"),
        ("PV", "Persoonlijke verzorging"),
        ("VP", "Verpleging"),
        ("BH", "Behandeling"),
        ("TRANSPORT", "Vervoer"),
        ("STAY", "Verblijf"),
        ("DOMESTIC-HELP", "Hulp bij het huishouden"),
        ("ADL", "Hulp in een ADL-woning"),
        ("SOMETHING-NEW", "Deze hulp"),
    ],
)
def test_help_has_the_name_that_the_clients_file_gives_it(word: str, name: str) -> None:
    assert help_label(word) == name


@pytest.mark.parametrize(
    ("born", "day"),
    [
        (date(1997, 5, 4), date(2015, 5, 4)),
        (date(1996, 2, 29), date(2014, 3, 1)),
        (date(1997, 12, 31), date(2015, 12, 31)),
    ],
)
def test_eighteenth_birthday_is_a_day_in_every_year(born: date, day: date) -> None:
    assert birthday(born, 18) == day


def test_leap_day_birthday_stays_in_a_leap_year() -> None:
    assert birthday(date(1996, 2, 29), 20) == date(2016, 2, 29)


@pytest.mark.parametrize(
    ("household", "pension_age", "group"),
    [
        (Household.SINGLE, PensionAge.NONE, "single-below"),
        (Household.SINGLE, PensionAge.ONE, "single-reached"),
        (Household.COUPLE, PensionAge.NONE, "couple-below"),
        (Household.COUPLE, PensionAge.ONE, "couple-below"),
        (Household.COUPLE, PensionAge.BOTH, "couple-reached"),
    ],
)
def test_couple_counts_as_pensioners_only_together(household: Household, pension_age: PensionAge, group: str) -> None:
    assert threshold_group(household, pension_age) == group


def test_single_with_two_pensioners_is_refused() -> None:
    with pytest.raises(FactsRefused, match="Een alleenstaande heeft geen partner"):
        threshold_group(Household.SINGLE, PensionAge.BOTH)


@pytest.mark.parametrize(("year", "days"), [(2015, 365), (2016, 366)])
def test_year_has_all_its_days(year: int, days: int) -> None:
    assert year_span(year).days == days


def test_span_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        Span(date(2015, 2, 1), date(2015, 1, 31))


@pytest.mark.parametrize(
    ("spans", "days"),
    [
        ([], 0),
        ([(1, 1)], 1),
        ([(1, 10), (11, 20)], 20),
        ([(1, 10), (5, 15)], 15),
        ([(1, 20), (5, 6)], 20),
        ([(21, 30), (1, 10)], 20),
        ([(1, 10), (1, 10)], 10),
    ],
)
def test_overlapping_days_count_once(spans: list[tuple[int, int]], days: int) -> None:
    january = [Span(date(2015, 1, first), date(2015, 1, last)) for first, last in spans]
    assert covered_days(january) == days


@pytest.mark.parametrize(
    ("others", "left"),
    [
        ([], [(10, 20)]),
        ([(1, 9), (21, 30)], [(10, 20)]),
        ([(1, 30)], []),
        ([(10, 20)], []),
        ([(10, 12)], [(13, 20)]),
        ([(18, 30)], [(10, 17)]),
        ([(12, 14)], [(10, 11), (15, 20)]),
        ([(16, 17), (12, 12)], [(10, 11), (13, 15), (18, 20)]),
        ([(12, 15), (14, 16)], [(10, 11), (17, 20)]),
        ([(12, 18), (14, 15)], [(10, 11), (19, 20)]),
    ],
)
def test_days_of_others_leave_the_rest_of_a_span(others: list[tuple[int, int]], left: list[tuple[int, int]]) -> None:
    whole, *taken = (Span(date(2015, 1, first), date(2015, 1, last)) for first, last in [(10, 20), *others])
    found = [(part.first.day, part.last.day) for part in whole.outside(taken)]
    assert found == left
