"""Working days and holidays as the Algemene termijnenwet (ATW, BWBR0002448) knows them. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

SATURDAY = 5
LAST_OF_FEBRUARY = 28


class CalendarError(ValueError):
    """The calendar is not complete for a year. The message (Dutch) names the year."""


def monday_of(day: date) -> date:
    """The Monday of the ISO week in which `day` falls."""
    return day - timedelta(days=day.weekday())


def years_after(day: date, years: int) -> date:
    """The same day of another year, before it when `years` is below zero; for 29 February in most years 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=LAST_OF_FEBRUARY)


class LegalCalendar:
    """Knows for whole years which days are Saturday, Sunday or holiday in the sense of ATW articles 1 and 3.

    `holidays` maps a day to its Dutch name. Every question about a day outside `first_year`..`last_year` is a
    CalendarError: an equated day that nobody entered would give a wrong legal date in silence.
    """

    def __init__(self, holidays: Mapping[date, str], first_year: int, last_year: int) -> None:
        self._holidays = dict(holidays)
        self.first_year = first_year
        self.last_year = last_year

    @property
    def holidays(self) -> Mapping[date, str]:
        """Every holiday, and day equated with one, that it knows, with its Dutch name."""
        return MappingProxyType(self._holidays)

    def is_working_day(self, day: date) -> bool:
        """Neither Saturday, nor Sunday, nor a holiday or a day equated with one."""
        self.check_year(day)
        return day.weekday() < SATURDAY and day not in self._holidays

    def why_not_working(self, day: date) -> str:
        """In Dutch what makes the day no working day: `zaterdag`, `zondag` or the holiday; empty on a working day."""
        self.check_year(day)
        if day in self._holidays:
            return self._holidays[day]
        return {5: "zaterdag", 6: "zondag"}.get(day.weekday(), "")

    def next_working_day(self, day: date) -> date:
        """The day itself when it is a working day, otherwise the first working day after it."""
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day

    def last_working_day(self, day: date) -> date:
        """The day itself when it is a working day, otherwise the last working day before it."""
        while not self.is_working_day(day):
            day -= timedelta(days=1)
        return day

    def after_working_days(self, day: date, number: int) -> date:
        """The so many-th working day after `day`."""
        for _ in range(number):
            day = self.next_working_day(day + timedelta(days=1))
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days there are from `first` to `last`, both included."""
        span = (last - first).days + 1
        return sum(self.is_working_day(first + timedelta(days=number)) for number in range(span))

    def first_working_day_in_week(self, monday: date, not_before: date) -> date | None:
        """The first working day of the ISO week of `monday` on or after `not_before`; None when the week has none."""
        week = (monday + timedelta(days=number) for number in range(7))
        return next((day for day in week if day >= not_before and self.is_working_day(day)), None)

    def check_year(self, day: date) -> None:
        """Raises CalendarError for a day of a year that is not complete."""
        if not self.first_year <= day.year <= self.last_year:
            raise CalendarError(
                f"De kalender is compleet voor {self.first_year} tot en met {self.last_year}, niet voor {day.year}. "
                f"Voeg eerst de gelijkgestelde dagen van {day.year} toe."
            )
