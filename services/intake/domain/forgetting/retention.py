"""When everything of a client may go. Pure.

A person can only be forgotten whole, so the longest of the terms counts. No law that we know names one term for all
of a file under the Wmo, so each is the municipality's choice.
"""

from collections.abc import Callable
from datetime import date

KINDS = ("client-file", "letters", "money", "answers")
LAST_OF_FEBRUARY = 28


def key_of(kind: str) -> str:
    """Of the choice: how many years this kind is kept."""
    return f"retention.{kind}-years"


def longest(years: Callable[[str], int]) -> int:
    """In years; `years` gives the choice with a key."""
    return max(years(key_of(kind)) for kind in KINDS)


def years_after(day: date, years: int) -> date:
    """A year after 29 February is 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=LAST_OF_FEBRUARY)


def may_go_from(last_named: date, years: int) -> date:
    """The first day on which nothing of the client needs to be kept, counted from the last delivery that names them."""
    return years_after(last_named, years)
