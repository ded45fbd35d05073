"""Counting legal terms under the Algemene termijnenwet (ATW). Pure; every step of the count is kept as proof."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from shared.calendar.days import LegalCalendar
from shared.dutch import date_in_words

Unit = Literal["weeks", "days"]

LAW = "Algemene termijnenwet"
# ATW 4: the extension is not for terms of more than twelve weeks or ninety days. Terms in hours, months and years do
# not occur in our procedures and are not offered.
LONGEST_WEEKS = 12
LONGEST_DAYS = 90
# ATW 2: a term of at least three days holds at least two working days.
SHORTEST_FOR_ARTICLE_2 = 3
WORKING_DAYS_IN_TERM = 2


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a count: a Dutch sentence, the article it carries out, and the last day after this step."""

    sentence: str
    law: str
    article: str
    last_day: date


@dataclass(frozen=True, slots=True)
class TermResult:
    """A counted term: the last day before and after the ATW, and how it came about."""

    raw_last_day: date
    last_day: date
    steps: tuple[Step, ...]


def count(unit: Unit, amount: int, start: date, calendar: LegalCalendar) -> TermResult:
    """The last day of a term of `amount` weeks or days; the day `start` itself does not count.

    Weeks end on the same weekday as `start`. Applies ATW 1(1), 2 and 4. Raises ValueError for an amount below one
    and CalendarError when the count leaves the years the calendar knows.
    """
    if amount < 1:
        raise ValueError(f"Een termijn is minstens 1 {_word(unit, 1)}; gevraagd is {amount}.")
    raw = start + timedelta(days=_days(unit, amount))
    steps = [Step(_counted(unit, amount, start, raw), "rekenregel", "", raw)]
    if _excluded(unit, amount):
        calendar.is_working_day(raw)
        steps.append(Step(_not_extended(unit), LAW, "4", raw))
    else:
        steps += _extension(unit, amount, start, raw, calendar)
    return TermResult(raw, steps[-1].last_day, tuple(steps))


def _extension(unit: Unit, amount: int, start: date, raw: date, calendar: LegalCalendar) -> list[Step]:
    steps = []
    last = calendar.next_working_day(raw)
    if last != raw:
        steps.append(Step(_moved(raw, last, calendar), LAW, "1 lid 1", last))
    if _days(unit, amount) >= SHORTEST_FOR_ARTICLE_2:
        longer = _with_two_working_days(start, last, calendar)
        if longer != last:
            steps.append(Step(_lengthened(longer), LAW, "2", longer))
    return steps


def _with_two_working_days(start: date, last: date, calendar: LegalCalendar) -> date:
    while calendar.working_days_between(start + timedelta(days=1), last) < WORKING_DAYS_IN_TERM:
        last = calendar.next_working_day(last + timedelta(days=1))
    return last


def _days(unit: Unit, amount: int) -> int:
    return amount * 7 if unit == "weeks" else amount


def _excluded(unit: Unit, amount: int) -> bool:
    return amount > (LONGEST_WEEKS if unit == "weeks" else LONGEST_DAYS)


def _word(unit: Unit, amount: int) -> str:
    singular, plural = ("week", "weken") if unit == "weeks" else ("dag", "dagen")
    return singular if amount == 1 else plural


def _counted(unit: Unit, amount: int, start: date, raw: date) -> str:
    return (
        f"De termijn is {amount} {_word(unit, amount)}. De dag {date_in_words(start)} zelf telt niet mee. "
        f"De laatste dag is dan {date_in_words(raw)}."
    )


def _moved(raw: date, last: date, calendar: LegalCalendar) -> str:
    return (
        f"{date_in_words(raw)} is geen werkdag ({calendar.why_not_working(raw)}). "
        f"De termijn loopt daarom door tot en met {date_in_words(last)}."
    )


def _lengthened(last: date) -> str:
    return f"In de termijn moeten ten minste 2 werkdagen zitten. Daarom is de laatste dag {date_in_words(last)}."


def _not_extended(unit: Unit) -> str:
    longest = f"{LONGEST_WEEKS} weken" if unit == "weeks" else f"{LONGEST_DAYS} dagen"
    return f"De termijn is langer dan {longest}. Een weekend of feestdag schuift de laatste dag dan niet op."
