"""Which letters of a mailing are looked at, and what there is to ask about all of them. Pure.

A large municipality has tens of thousands of letters in a mailing, and a page shows a few of them. So they are counted
and found where they are kept, by what is said here, and are not read one by one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol

from services.notifications.domain.letters.kinds import QUESTIONS
from services.notifications.domain.mailing.mailing import Gathered

Address = tuple[str, int]
"""A postcode and a house number."""
A_DAY = timedelta(days=1)
Lengths = Mapping[str, Mapping[int, int]]
"""Of each kind, how many letters have a text of which length."""


@dataclass(frozen=True, slots=True)
class Look:
    """The letters of a mailing for which all holds that is given here; all of them when nothing is. They come in order
    of name, or those of each `kind` by name, by the day on which they ask something (`asked`), by their own `date`, or
    the longest first (`length`); and what is alike then by id. A question is asked for a day before the one that it
    names: what leaves on that day comes after it. So `asks_from` and `asks_before` are for it a day later."""

    letter_ids: tuple[str, ...] | None = None
    kind: str | None = None
    asks_from: date | None = None
    asks_before: date | None = None
    dated_before: date | None = None
    longer_than: int | None = None
    at: Address | None = None
    nowhere: bool = False
    order: Literal["name", "kind", "asked", "date", "length"] = "name"

    def holds(self, letter: Gathered) -> bool:
        asked = letter.asks_on
        if asked is not None and letter.kind in QUESTIONS:
            asked -= A_DAY
        return (
            (self.letter_ids is None or letter.letter_id in self.letter_ids)
            and self.kind in (None, letter.kind)
            and (self.asks_from is None or (asked is not None and asked >= self.asks_from))
            and (self.asks_before is None or (asked is not None and asked < self.asks_before))
            and (self.dated_before is None or letter.letter_date < self.dated_before)
            and (self.longer_than is None or letter.length > self.longer_than)
            and self.at in (None, (letter.postcode, letter.house_number))
            and not (self.nowhere and letter.postcode and letter.house_number)
        )


ALL = Look()
BY_KIND = Look(order="kind")


@dataclass(frozen=True, slots=True)
class Tally:
    """What is known when all letters were passed once: their `lengths`, and the `numbers` of those for which each of
    the looks holds."""

    lengths: Lengths
    numbers: tuple[int, ...]

    @property
    def kinds(self) -> Mapping[str, int]:
        return {kind: sum(of_kind.values()) for kind, of_kind in self.lengths.items()}


@dataclass(frozen=True, slots=True)
class Telling:
    """Letters that tell of rights with these `ends`, to people who were `told` of these ends by a letter that left and
    did not come back."""

    ends: tuple[date, ...]
    told: frozenset[date]
    letter_ids: tuple[str, ...]


class Looked(Protocol):
    """The letters of one mailing that are ready, as they are when they are asked about."""

    def seen(self) -> str:
        """The mark of which letters they are. Whoever shows them asks for it first: then it is never of letters that
        came while they were looked at."""

    def tally(self, looks: Sequence[Look]) -> Tally:
        """One answer for each look, in order."""

    def number(self, look: Look) -> int: ...

    def letters(self, look: Look, most: int | None = None, skip: int = 0) -> Sequence[Gathered]:
        """In the order of the look; without `most` all."""

    def crowded(self, more_than: int, most: int) -> Sequence[tuple[Address, int]]:
        """The addresses with more letters than that, with how many; the fullest first, and then the last ones."""

    def telling(self, before: date) -> Sequence[Telling]:
        """Those of which the first end lies before that day, and for which nobody stands yet."""

    def represented(self) -> Sequence[Gathered]:
        """Those to clients who have, or had, somebody else who gets letters about them."""
