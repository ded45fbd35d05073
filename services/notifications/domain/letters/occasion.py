"""What a letter is about, ready to be written: all that one event says, in the words of a reader.

It is made when the event comes, and waits until the data of the client are there. So a letter does not hang on the
order in which topics arrive.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from services.notifications.domain.letters.gate import ArticleLink, LatestLetter, LetterState
from services.notifications.domain.letters.kinds import LetterKind
from services.notifications.domain.letters.slip import SlipFor

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Occasion:
    """`words` fill the placeholders of the text, `lists` and `tables` stand below each other in it, and `facts` decide
    which parts of it are said. `day` dates the letter. `functions` are the ids of the care that it is about; empty when
    it is about all. `key` makes the letter one of a kind: the same key of the same client is the same letter."""

    client_id: str
    revision: int
    municipality: str
    kind: LetterKind
    cause: str
    cause_id: str | None
    key: str
    day: date
    words: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tables: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    facts: frozenset[str] = frozenset()
    functions: tuple[str, ...] = ()
    links: tuple[ArticleLink, ...] = ()
    replaced: bool = False
    """Whether what caused it was taken back, or gave way to something newer, before it was written."""
    slip: SlipFor | None = None
    """None when there is no appointment to answer about."""
    asked_by: date | None = None
    """The last day that the letter names for an answer, or on which it may leave, if there is one."""
    ends: tuple[date, ...] = ()
    """Last days of rights that the letter tells of."""
    meets_on: date | None = None
    """The day on which it asks the reader to be there, or says that nobody comes."""
    half: str | None = None
    """Which half of it this is, when two events tell of one thing and both are needed; None when it is whole."""

    @property
    def letter_id(self) -> str:
        return letter_id(self.client_id, self.kind, self.key)


def letter_id(client_id: str, kind: LetterKind, key: str) -> str:
    return str(uuid.uuid5(uuid.UUID(client_id), f"{kind}:{key}"))


def joined(one: Occasion, other: Occasion) -> Occasion:
    """The whole of two halves of the same letter. Its cause is that of the half named `decision`."""
    first, last = (one, other) if one.half == "decision" else (other, one)
    return replace(
        first,
        revision=max(one.revision, other.revision),
        day=max(one.day, other.day),
        words={**last.words, **first.words},
        lists={**last.lists, **first.lists},
        tables={**last.tables, **first.tables},
        facts=first.facts | last.facts,
        ends=tuple(sorted({*first.ends, *last.ends})),
        replaced=first.replaced or last.replaced,
        half=None,
    )


@dataclass(frozen=True, slots=True)
class UnsentLetter:
    """A letter about something that happened, which was not printed yet and has a text."""

    letter: LatestLetter
    state: LetterState
    reason: str | None


@dataclass(frozen=True, slots=True)
class TakenOutLetter:
    """A letter that was taken out of the pile of a run, has a text and was not replaced."""

    letter: LatestLetter
    run_id: str


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What an event does to letters that are there or wait: those about `causes` are replaced, and those of `kinds` to
    the client, but none of the kinds in `spares`. `undoes` is the step that is taken back. `stop` is why no letter goes
    to the client after it; `goes_on`: that reason, if any, is over."""

    client_id: str
    causes: frozenset[str] = frozenset()
    kinds: frozenset[LetterKind] = frozenset()
    spares: frozenset[LetterKind] = frozenset()
    undoes: str | None = None
    stop: str | None = None
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One event as letters hear it."""

    aftermath: Aftermath
    occasions: tuple[Occasion, ...]
