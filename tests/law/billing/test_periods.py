"""UB Wmo 2015 3.8(3): thirteen periods by ISO weeks; the last takes the rest."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from services.billing.domain.contribution.periods import period_of, periods_of_year
from shared.law.book import LawBook, LawError

PERIODS_2015 = [
    (date(2014, 12, 29), date(2015, 1, 25)),
    (date(2015, 1, 26), date(2015, 2, 22)),
    (date(2015, 2, 23), date(2015, 3, 22)),
    (date(2015, 3, 23), date(2015, 4, 19)),
    (date(2015, 4, 20), date(2015, 5, 17)),
    (date(2015, 5, 18), date(2015, 6, 14)),
    (date(2015, 6, 15), date(2015, 7, 12)),
    (date(2015, 7, 13), date(2015, 8, 9)),
    (date(2015, 8, 10), date(2015, 9, 6)),
    (date(2015, 9, 7), date(2015, 10, 4)),
    (date(2015, 10, 5), date(2015, 11, 1)),
    (date(2015, 11, 2), date(2015, 11, 29)),
    (date(2015, 11, 30), date(2016, 1, 3)),
]


def test_thirteen_periods_of_2015_are_as_published(book: LawBook) -> None:
    assert [(period.first_day, period.last_day) for period in periods_of_year(book, 2015)] == PERIODS_2015


@pytest.mark.parametrize(
    ("year", "first", "last", "weeks_of_the_last"),
    [
        (2014, date(2013, 12, 30), date(2014, 12, 28), 4),
        (2015, date(2014, 12, 29), date(2016, 1, 3), 5),
        (2016, date(2016, 1, 4), date(2017, 1, 1), 4),
    ],
)
def test_year_of_periods_starts_and_ends_with_its_iso_weeks(
    book: LawBook, year: int, first: date, last: date, weeks_of_the_last: int
) -> None:
    periods = periods_of_year(book, year)
    assert (periods[0].first_day, periods[-1].last_day, periods[-1].weeks) == (first, last, weeks_of_the_last)


def test_periods_of_three_years_leave_no_gap(book: LawBook) -> None:
    periods = [period for year in (2014, 2015, 2016) for period in periods_of_year(book, year)]
    assert all(later.first_day - earlier.last_day == timedelta(days=1) for earlier, later in pairwise(periods))


@pytest.mark.parametrize(
    ("day", "year", "number"),
    [
        (date(2014, 12, 28), 2014, 13),
        (date(2014, 12, 29), 2015, 1),
        (date(2015, 1, 25), 2015, 1),
        (date(2015, 1, 26), 2015, 2),
        (date(2015, 12, 31), 2015, 13),
        (date(2016, 1, 3), 2015, 13),
        (date(2016, 1, 4), 2016, 1),
    ],
)
def test_day_lies_in_the_period_of_its_iso_year(book: LawBook, day: date, year: int, number: int) -> None:
    period = period_of(book, day)
    assert (period.year, period.number) == (year, number)


def test_periods_before_known_law_get_an_error(book: LawBook) -> None:
    with pytest.raises(LawError, match="contribution-period"):
        periods_of_year(book, 2013)
