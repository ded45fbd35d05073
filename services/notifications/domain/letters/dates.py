"""A week as its working days."""

from datetime import date, timedelta

from shared.calendar.days import LegalCalendar
from shared.dutch import list_in_words, weekday_in_words


class NoWorkingWeek(ValueError):
    """There is no week to name. The message is Dutch."""


def working_week(monday: date, calendar: LegalCalendar) -> str:
    """The working days of a week as a reader needs them: `maandag 22 december tot en met woensdag 24 december 2014`.

    A holiday between them is named as an exception. Raises NoWorkingWeek when the day is no Monday or the week has
    no working day, CalendarError for a year that the calendar does not know.
    """
    if monday.weekday() != 0:
        raise NoWorkingWeek(f"{monday} is geen maandag.")
    week = [monday + timedelta(days=number) for number in range(7)]
    open_days = [day for day in week if calendar.is_working_day(day)]
    if not open_days:
        raise NoWorkingWeek(f"De week van {monday} heeft geen werkdag.")
    first, last = open_days[0], open_days[-1]
    closed = [weekday_in_words(day) for day in week if first < day < last and day not in open_days]
    return f"{_span(first, last)} (niet op {list_in_words(closed)})" if closed else _span(first, last)


def _span(first: date, last: date) -> str:
    until = _with_year(last)
    if first == last:
        return until
    return f"{weekday_in_words(first) if first.year == last.year else _with_year(first)} tot en met {until}"


def _with_year(day: date) -> str:
    return f"{weekday_in_words(day)} {day.year}"
