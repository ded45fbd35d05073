"""When everything of a client may go. Pure.

A person can only be forgotten whole, so the longest of the terms counts. No law that we know names one term for all
of a file under the Wmo, so each is the municipality's choice.
"""

from collections.abc import Callable
from datetime import date

from shared.calendar.days import years_after

KINDS = ("client-file", "letters", "money", "answers")


def key_of(kind: str) -> str:
    """Of the choice: how many years this kind is kept."""
    return f"retention.{kind}-years"


def longest(years: Callable[[str], int]) -> int:
    """In years; `years` gives the choice with a key."""
    return max(years(key_of(kind)) for kind in KINDS)


def may_go_from(last_named: date, years: int) -> date:
    """The first day on which nothing of the client needs to be kept, counted from the last delivery that names them."""
    return years_after(last_named, years)
