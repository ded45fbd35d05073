"""A mailing: the letters of one municipality that somebody lets go to the printer together.

Ready letters gather until a named person releases them. From then on the mailing is closed: what becomes ready later
gathers in the next one. Above a number of letters a second person has to release it too.
"""

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from services.notifications.domain.letters.told_late import ToldLate

NAMESPACE = uuid.UUID("3b6f4c0a-5a0e-5c1c-9a58-6d1f0e7b2015")
T = TypeVar("T")
BETWEEN = "\n"
LETTERS_PER_EVENT = 5_000
"""So many ids of letters fit well in one message."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What there is to know of a letter in a mailing without reading it; `length` is that of its kept text. It tells of
    rights with these `ends`, asks the reader to be there (or says that nobody comes) on the day `meets_on`, and has to
    leave, or to be answered, by `answer_by`."""

    letter_id: str
    client_id: str
    kind: str
    postcode: str
    house_number: int
    letter_date: date
    length: int
    ends: tuple[date, ...] = ()
    meets_on: date | None = None
    answer_by: date | None = None

    @property
    def asks_on(self) -> date | None:
        """The first day on which, or until which, it asks something of its reader, or by which it has to leave."""
        return min((day for day in (self.meets_on, self.answer_by) if day is not None), default=None)


@dataclass(frozen=True, slots=True)
class Release:
    """Who let a mailing go, and on which day. `name` is what a reader sees."""

    user_id: str
    name: str
    day: date


@dataclass(frozen=True, slots=True)
class SentBack:
    """Who undid the first release of a mailing, on which day, and why: in one sentence."""

    by: Release
    why: str


@dataclass(frozen=True, slots=True)
class Mailing:
    """A mailing that is closed: its letters were released by the `first` person, and by a `second` where that was
    needed. `kinds` says how many letters of each kind it had when it was closed. One that was `sent_back` before the
    second person released it holds no letter any more: they gather again in the next."""

    id: str
    municipality: str
    number: int
    kinds: Mapping[str, int]
    first: Release
    second: Release | None
    complete: bool
    sent_back: SentBack | None = None

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
    may be printed. The first release names the letters, in as many parts as they need. `told_late`: those for which
    this person stands, because they tell of an end too late."""

    mailing_id: str
    municipality: str
    number: int
    release: int
    by: Release
    complete: bool
    kinds: Mapping[str, int]
    letter_ids: tuple[str, ...]
    told_late: tuple[ToldLate, ...] = ()


@dataclass(frozen=True, slots=True)
class MailingSentBack:
    """Somebody undid the first release of a mailing. None of its letters was printed."""

    mailing_id: str
    municipality: str
    number: int
    sent_back: SentBack


def mailing_id(municipality: str, number: int) -> str:
    """Of a municipality's mailing 1, 2, ...: known before it is closed, so its address stays the same."""
    return str(uuid.uuid5(NAMESPACE, f"{municipality}:{number}"))


def kinds_of(letters: Iterable[Gathered]) -> Mapping[str, int]:
    return dict(sorted(Counter(letter.kind for letter in letters).items()))


def seen(letter_ids: Iterable[str]) -> str:
    """A short mark of which letters somebody saw, so that nobody releases others. In one order, whoever asks: those of
    each kind by name."""
    return mark_of(BETWEEN.join(letter_ids))


def mark_of(ids: str) -> str:
    """With BETWEEN between them."""
    return hashlib.sha256(ids.encode()).hexdigest()[:16]


def closed(municipality: str, number: int, letters: Sequence[Gathered], by: Release, *, complete: bool) -> Mailing:
    return Mailing(mailing_id(municipality, number), municipality, number, kinds_of(letters), by, None, complete)


def released_first(
    mailing: Mailing, letter_ids: Sequence[str], late: Sequence[ToldLate] = ()
) -> tuple[MailingReleased, ...]:
    """What happened when a mailing was closed; never without a part. Each part tells of its own letters."""
    of_letter = {one.letter_id: one for one in late}
    return tuple(
        replace(
            _released(mailing, 1, mailing.first, complete=mailing.complete),
            letter_ids=part,
            told_late=tuple(of_letter[id_] for id_ in part if id_ in of_letter),
        )
        for part in _parts(sorted(letter_ids)) or [()]
    )


def released_second(mailing: Mailing, by: Release, late: Sequence[ToldLate] = ()) -> tuple[MailingReleased, ...]:
    """With what became late since the first one released it, in as many parts as that needs."""
    once = _released(mailing, 2, by, complete=True)
    return tuple(replace(once, told_late=part) for part in _parts(late) or [()])


def _parts(items: Sequence[T]) -> list[tuple[T, ...]]:
    return [tuple(items[start : start + LETTERS_PER_EVENT]) for start in range(0, len(items), LETTERS_PER_EVENT)]


def _released(mailing: Mailing, release: int, by: Release, *, complete: bool) -> MailingReleased:
    return MailingReleased(mailing.id, mailing.municipality, mailing.number, release, by, complete, mailing.kinds, ())
