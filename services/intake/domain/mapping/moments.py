"""Which of two deliveries was made first, as their manifests say it (`aangemaakt`).

The order of arrival says nothing about it: a delivery that lay somewhere for a week is still an old one.
"""

from datetime import date, datetime
from functools import lru_cache

from shared.clock import AMSTERDAM

DAY_LENGTH = len("2014-11-01")


def made_before(one: str, other: str) -> bool:
    """Whether `one` was made earlier than `other`, both in ISO 8601.

    On one day it takes a time in both to know; without that neither is the earlier one.
    """
    if day_made(one) != day_made(other):
        return day_made(one) < day_made(other)
    return _has_time(one) and _has_time(other) and _moment(one) < _moment(other)


def made_on_earlier_day(one: str, other: str) -> bool:
    """Whether `one` was made on an earlier day in the Netherlands than `other`."""
    return day_made(one) < day_made(other)


def latest_of(one: str, other: str) -> str:
    """The one that was made last; `other` when nobody can know."""
    return one if made_before(other, one) else other


@lru_cache(maxsize=1_000)
def day_made(created: str) -> date:
    """The day in the Netherlands on which a delivery was made."""
    return _moment(created).date() if _has_time(created) else date.fromisoformat(created)


def _has_time(created: str) -> bool:
    return len(created) > DAY_LENGTH


@lru_cache(maxsize=1_000)
def _moment(created: str) -> datetime:
    """A time without an offset is Dutch time."""
    found = datetime.fromisoformat(created)
    return found.replace(tzinfo=AMSTERDAM) if found.tzinfo is None else found.astimezone(AMSTERDAM)
