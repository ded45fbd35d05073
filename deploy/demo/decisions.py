"""Dates of indication decisions as the law of 2014 makes them (Zorgindicatieregeling art. 1; Beleidsregels 2014, 2.5).

Issued before July 2014: up to 15 years. Issued in July and August 2014: at most 8 months. Issued from September 2014:
at most 6 months. The term runs from the start of the indication, so the short ones end from March to June 2015. ZZP
GGZ-C: 5 years, or 15 for the older ones. Nothing is issued after 31-10-2014: the delivery is of 1-11-2014.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from deploy.demo.chance import Dice

FIRST_ISSUE = date(2005, 1, 1)
LAST_LONG_ISSUE = date(2014, 6, 30)
FIRST_OF_2015 = date(2015, 1, 1)
LONG_YEARS = {15: 45, 5: 36, 2: 12, 1: 7}
ZZP_YEARS = {15: 60, 5: 40}


class Kind(StrEnum):
    LONG = "issued before July 2014"
    SUMMER = "issued in July or August 2014"
    AUTUMN = "issued in September or October 2014"
    NEXT_YEAR = "issued in autumn, starts in 2015"
    ENDED = "ended in 2014"


KINDS = {Kind.LONG: 790, Kind.SUMMER: 88, Kind.AUTUMN: 100, Kind.NEXT_YEAR: 10, Kind.ENDED: 12}


@dataclass(frozen=True, slots=True)
class Decision:
    """An indication decision: all functions of it share number and dates; `ends` is the last day."""

    number: str
    issued: date
    starts: date
    ends: date


def decision(number: str, born: date, dice: Dice) -> Decision:
    """A decision for functions, of a kind drawn by chance."""
    kind = dice.weighted(KINDS)
    if kind == Kind.LONG:
        return _long(number, born + timedelta(days=730), LONG_YEARS, dice)
    return _ended(number, dice) if kind == Kind.ENDED else _short(number, kind, dice)


def zzp_decision(number: str, born: date, dice: Dice) -> Decision:
    """A decision for protected living; the client was an adult on that day."""
    return _long(number, add_months(born, 18 * 12), ZZP_YEARS, dice)


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months later; the last day of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _long(number: str, not_before: date, years: dict[int, int], dice: Dice) -> Decision:
    """Recent decisions are the most common: the smaller of two draws, counted back from June 2014."""
    span = max((LAST_LONG_ISSUE - max(FIRST_ISSUE, not_before)).days, 1)
    issued = LAST_LONG_ISSUE - timedelta(days=min(dice.below(span), dice.below(span)))
    starts = issued + timedelta(days=dice.below(22))
    running = {term: weight for term, weight in years.items() if _end(starts, 12 * term) >= FIRST_OF_2015}
    return Decision(number, issued, starts, _end(starts, 12 * dice.weighted(running)))


def _short(number: str, kind: Kind, dice: Dice) -> Decision:
    if kind == Kind.SUMMER:
        issued = _between(date(2014, 7, 2), date(2014, 8, 31), dice)
        starts, months, cap = issued + timedelta(days=dice.below(15)), 8, date(2015, 4, 30)
    elif kind == Kind.AUTUMN:
        issued = _between(date(2014, 9, 2), date(2014, 10, 31), dice)
        latest = issued + timedelta(days=14) if dice.happens(700) else date(2014, 12, 31)
        starts, months, cap = _between(issued, latest, dice), 6, date(2015, 6, 30)
    else:
        issued = _between(date(2014, 9, 15), date(2014, 10, 31), dice)
        starts, months, cap = _between(FIRST_OF_2015, date(2015, 1, 20), dice), 6, date(2015, 6, 30)
    return Decision(number, issued, starts, min(_end(starts, months), cap))


def _ended(number: str, dice: Dice) -> Decision:
    ends = _between(date(2014, 7, 1), date(2014, 12, 31), dice)
    starts = add_months(ends + timedelta(days=1), -12 * dice.between(1, 2))
    return Decision(number, starts - timedelta(days=dice.below(22)), starts, ends)


def _end(starts: date, months: int) -> date:
    return add_months(starts, months) - timedelta(days=1)


def _between(low: date, high: date, dice: Dice) -> date:
    return low + timedelta(days=dice.between(0, (high - low).days))
