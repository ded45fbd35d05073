"""A mailing: the letters of one municipality that somebody lets go to the printer together.

Ready letters gather until a named person releases them. From then on the mailing is closed: what becomes ready later
gathers in the next one. Above a number of letters a second person has to release it too.
"""

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

NAMESPACE = uuid.UUID("3b6f4c0a-5a0e-5c1c-9a58-6d1f0e7b2015")
LETTERS_PER_EVENT = 5_000
"""So many ids of letters fit well in one message."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What there is to know of a letter in a mailing without reading it; `length` is that of its kept text."""

    letter_id: str
    client_id: str
    kind: str
    postcode: str
    house_number: int
    letter_date: date
    length: int


@dataclass(frozen=True, slots=True)
class Release:
    """Who let a mailing go, and on which day. `name` is what a reader sees."""

    user_id: str
    name: str
    day: date


@dataclass(frozen=True, slots=True)
class Mailing:
    """A mailing that is closed: its letters were released by the `first` person, and by a `second` where that was
    needed. `kinds` says how many letters of each kind it had when it was closed."""

    id: str
    municipality: str
    number: int
    kinds: Mapping[str, int]
    first: Release
    second: Release | None
    complete: bool

    @property
    def letters(self) -> int:
        return sum(self.kinds.values())

    @property
    def released_on(self) -> date | None:
        """From which day on its letters may be printed."""
        return (self.second or self.first).day if self.complete else None


@dataclass(frozen=True, slots=True)
class MailingReleased:
    """Somebody released a mailing; `release` 1 closes it, 2 is the second person's. When it is `complete` its letters
    may be printed. The first release names the letters, in as many parts as they need."""

    mailing_id: str
    municipality: str
    number: int
    release: int
    by: Release
    complete: bool
    kinds: Mapping[str, int]
    letter_ids: tuple[str, ...]


def mailing_id(municipality: str, number: int) -> str:
    """Of a municipality's mailing 1, 2, ...: known before it is closed, so its address stays the same."""
    return str(uuid.uuid5(NAMESPACE, f"{municipality}:{number}"))


def kinds_of(letters: Iterable[Gathered]) -> Mapping[str, int]:
    return dict(sorted(Counter(letter.kind for letter in letters).items()))


def seen(letter_ids: Iterable[str]) -> str:
    """A short mark of which letters somebody saw, so that nobody releases others."""
    return hashlib.sha256("\n".join(sorted(letter_ids)).encode()).hexdigest()[:16]


def closed(municipality: str, number: int, letters: Sequence[Gathered], by: Release, *, complete: bool) -> Mailing:
    return Mailing(mailing_id(municipality, number), municipality, number, kinds_of(letters), by, None, complete)


def released_first(mailing: Mailing, letter_ids: Sequence[str]) -> tuple[MailingReleased, ...]:
    """What happened when a mailing was closed; never without a part."""
    ids = sorted(letter_ids)
    parts = [tuple(ids[start : start + LETTERS_PER_EVENT]) for start in range(0, len(ids), LETTERS_PER_EVENT)]
    return tuple(_released(mailing, 1, mailing.first, part, complete=mailing.complete) for part in parts or [()])


def released_second(mailing: Mailing, by: Release) -> MailingReleased:
    return _released(mailing, 2, by, (), complete=True)


def _released(mailing: Mailing, release: int, by: Release, part: tuple[str, ...], *, complete: bool) -> MailingReleased:
    return MailingReleased(mailing.id, mailing.municipality, mailing.number, release, by, complete, mailing.kinds, part)
