"""The contribution periods of a year, by ISO 8601 weeks (UB Wmo 2015 3.8(3), Bijdragebesluit zorg 16d(3))."""

from dataclasses import dataclass
from datetime import date, timedelta

from services.billing.domain.client.spans import Span
from shared.law.book import LawBook


@dataclass(frozen=True, slots=True)
class ContributionPeriod:
    """Period `number`, from 1, of `year`. It may start in December before, or end in January after, that year."""

    year: int
    number: int
    first_day: date
    last_day: date

    @property
    def weeks(self) -> int:
        return Span(self.first_day, self.last_day).days // 7


def periods_of_year(book: LawBook, year: int) -> tuple[ContributionPeriod, ...]:
    """The periods of a year. Which one takes the remaining weeks is a dated choice. Raises LawError."""
    on = date(year, 1, 1)
    weeks = book.integer("contribution-period.weeks", on)
    count = book.integer("contribution-period.a-year", on)
    longest = book.integer("contribution-period.with-the-rest", on)
    first, end = date.fromisocalendar(year, 1, 1), date.fromisocalendar(year + 1, 1, 1)
    rest = end - first - timedelta(weeks=weeks * count)
    periods = []
    for number in range(1, count + 1):
        after = first + timedelta(weeks=weeks) + (rest if number == longest else timedelta(0))
        periods.append(ContributionPeriod(year, number, first, after - timedelta(days=1)))
        first = after
    return tuple(periods)


def period_of(book: LawBook, day: date) -> ContributionPeriod:
    """The period in which a day lies: 29 December 2014 lies in period 1 of 2015. Raises LawError."""
    periods = periods_of_year(book, day.isocalendar().year)
    return next(period for period in periods if period.first_day <= day <= period.last_day)
