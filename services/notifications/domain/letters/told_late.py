"""The end of a right that a letter tells of too late, and the person who stands for it. Pure.

An end counts for the letter that is the first to tell of it. What a decision itself gives has its end told with it, and
an end that the client chose is not told of by us: neither is meant here.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from services.notifications.domain.letters.slip import DAYS_BY_POST


@dataclass(frozen=True, slots=True)
class TellsOfEnds:
    """A letter that is still here, and the last days of rights that it tells of."""

    letter_id: str
    client_id: str
    ends: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class ToldLate:
    """By whom, when and why a letter was let go that tells of the end of a right on `last_day`, less than `weeks`
    before it. `act_id` is the mailing or the print run that this person let go."""

    letter_id: str
    act_id: str
    municipality: str
    last_day: date
    weeks: int
    why: str
    by_id: str
    by_name: str
    on_day: date


def late_ends(
    letters: Iterable[TellsOfEnds], told: Mapping[str, Collection[date]], weeks: int, today: date
) -> Mapping[str, date]:
    """By letter the first end that would reach its reader less than so many weeks before, when it leaves today; without
    letters of which no end is late. `told`: the ends of which a letter went out to a client before."""
    found = {
        letter.letter_id: late_end(letter.ends, told.get(letter.client_id, ()), weeks, today) for letter in letters
    }
    return {letter_id: day for letter_id, day in found.items() if day is not None}


def late_end(ends: Iterable[date], told: Collection[date], weeks: int, today: date) -> date | None:
    """The first of these ends that would be told late today, of those that were not told before."""
    late_before = first_in_time(weeks, today)
    return min((day for day in ends if day < late_before and day not in told), default=None)


def first_in_time(weeks: int, today: date) -> date:
    """The first end of which a letter that leaves today tells so many weeks before."""
    return today + timedelta(days=DAYS_BY_POST) + timedelta(weeks=weeks)
