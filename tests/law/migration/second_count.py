"""The terms of the procedure a second time, written from the articles and not from the code: every day is walked by
itself, every number and every holiday is typed here. It answers None where there is nothing to answer: before an Act is
in force, and when a day after 2016 would be needed.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

DAY = timedelta(days=1)
END = date(2016, 12, 31)
WMO_2015_IN_FORCE = date(2014, 7, 19)
AWB_KNOWN_FROM = date(2014, 1, 1)
FREE_DAYS = {
    # New Year, Good Friday, Easter Monday, King's Day, 5 May, Ascension, Whit Monday, Christmas, and the equated days.
    date(2014, 1, 1),
    date(2014, 4, 18),
    date(2014, 4, 21),
    date(2014, 4, 26),
    date(2014, 5, 5),
    date(2014, 5, 29),
    date(2014, 5, 30),
    date(2014, 6, 9),
    date(2014, 12, 25),
    date(2014, 12, 26),
    date(2015, 1, 1),
    date(2015, 1, 2),
    date(2015, 4, 3),
    date(2015, 4, 6),
    date(2015, 4, 27),
    date(2015, 5, 4),
    date(2015, 5, 5),
    date(2015, 5, 14),
    date(2015, 5, 15),
    date(2015, 5, 25),
    date(2015, 12, 25),
    date(2015, 12, 26),
    date(2016, 1, 1),
    date(2016, 3, 25),
    date(2016, 3, 28),
    date(2016, 4, 27),
    date(2016, 5, 5),
    date(2016, 5, 6),
    date(2016, 5, 16),
    date(2016, 12, 25),
    date(2016, 12, 26),
}


class BeyondTheYears(Exception):
    """A day after 2016 is needed."""


def is_free(day: date) -> bool:
    """Saturday, Sunday or holiday (ATW 1(1), 3)."""
    if day > END:
        raise BeyondTheYears
    return day.strftime("%a") in ("Sat", "Sun") or day in FREE_DAYS


def walk(start: date, length: int, still: Collection[date] = (), *, moves: bool = True) -> date | None:
    """The last day of a term of so many days after `start`, of which the days in `still` do not count. `moves`: whether
    the ATW holds for it (4: not above ninety days, which is twelve weeks and a bit)."""
    try:
        return _walked(start, length, still, moves)
    except BeyondTheYears:
        return None


def _walked(start: date, length: int, still: Collection[date], moves: bool) -> date:
    day, counted = start, 0
    while counted < length:
        day += DAY
        if day not in still:
            counted += 1
    is_free(day)
    if not moves:
        return day
    while is_free(day) or day in still:
        day += DAY
    if length >= 3:  # ATW 2
        while sum(not is_free(each) for each in days(start + DAY, day)) < 2:
            day += DAY
            while is_free(day):
                day += DAY
    return day


def days(first: date, last: date) -> list[date]:
    """Every day from the first through the last."""
    found = []
    while first <= last:
        found.append(first)
        first += DAY
    return found


@cache
def objection(made_known_on: date) -> date | None:
    """Awb 6:7, 6:8(1)."""
    return walk(made_known_on, 42) if made_known_on >= AWB_KNOWN_FROM else None


def investigation(reported_on: date) -> date | None:
    """Wmo 2015 2.3.2(1)."""
    return walk(reported_on, 42) if reported_on >= WMO_2015_IN_FORCE else None


def personal_plan(reported_on: date) -> date | None:
    """Wmo 2015 2.3.2(2)."""
    return walk(reported_on, 7) if reported_on >= WMO_2015_IN_FORCE else None


def decision(applied_on: date, still: Collection[date] = ()) -> date | None:
    """Wmo 2015 2.3.5(2), with the days of Awb 4:15 on which it stands still."""
    return walk(applied_on, 14, still) if applied_on >= WMO_2015_IN_FORCE else None


def still_while_asked(asked_on: date, given_until: date, answered_on: date | None) -> list[date]:
    """Awb 4:15(1)a: from the day after the asking, until the day of the answer or the end of the time for it."""
    found = []
    day = asked_on + DAY
    while day <= given_until and day != answered_on:
        found.append(day)
        day += DAY
    return [] if answered_on == asked_on else found


def decision_on_objection(last_day_to_object: date, *, committee: bool) -> date | None:
    """Awb 7:10(1). Twelve weeks are not more than twelve weeks, so the ATW moves their end too."""
    if last_day_to_object < AWB_KNOWN_FROM:
        return None
    return walk(last_day_to_object, 84 if committee else 42)


def last_day_without_penalty(term_ended: date, notice_on: date) -> date | None:
    """Awb 4:17(3): two weeks after both were there."""
    if notice_on < AWB_KNOWN_FROM:
        return None
    return walk(term_ended if term_ended > notice_on else notice_on, 14)


def first_day_in_court(term_ended: date, notice_on: date) -> date | None:
    """Awb 6:12(2)."""
    waited = walk(notice_on, 14)
    if waited is None:
        return None
    return (waited if waited > term_ended else term_ended) + DAY


def penalty_cents(last_day_without: date, in_default_through: date) -> int:
    """Awb 4:17(1) and (2): day by day."""
    total = 0
    for number, _ in enumerate(days(last_day_without + DAY, in_default_through), start=1):
        if number <= 14:
            total += 20_00
        elif number <= 28:
            total += 30_00
        elif number <= 42:
            total += 40_00
    return total


def not_treating(asked_until: date) -> date | None:
    """Awb 4:5(4)."""
    return walk(asked_until, 28) if asked_until >= AWB_KNOWN_FROM else None


def penalty_decision(last_day_due: date) -> date | None:
    """Awb 4:18."""
    return walk(last_day_due, 14) if last_day_due >= AWB_KNOWN_FROM else None


@dataclass(frozen=True)
class Letter:
    received_on: date
    posted_on: date | None = None


def in_time(made_known_on: date | None, letter: Letter) -> str | None:
    """Awb 3:40, 6:8 to 6:10: `before`, `yes`, `by post` or `no`."""
    if made_known_on is None or letter.received_on <= made_known_on:
        return "before"
    end = objection(made_known_on)
    if end is None:
        return None
    if letter.received_on <= end:
        return "yes"
    if letter.posted_on is None or letter.posted_on > end:
        return "no"
    week_after = walk(end, 7)
    if week_after is None:
        return None
    return "by post" if letter.received_on <= week_after else "no"
