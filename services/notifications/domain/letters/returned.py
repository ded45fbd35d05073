"""Letters and copies of them that came back, and when a letter still asks somebody to do something about that."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.notifications.domain.letters.kinds import ANNOUNCEMENTS

ITSELF = "letter"
"""What came back, when it is the letter and no copy of it."""


@dataclass(frozen=True, slots=True)
class OfClient:
    """A letter to a client, as far as this goes."""

    letter_id: str
    kind: str
    revision: int
    letter_date: date
    returned_on: date | None


@dataclass(frozen=True, slots=True)
class CopyReturned:
    """Event: the post brought back the copy of a letter that a representative should have got. The letter itself, to
    its client or to who gets it instead, is the one that the law counts: it stays what it was."""

    letter_id: str
    client_id: str
    municipality: str
    representative_id: str
    day: date
    user_id: str


def open_returns(letters: Iterable[OfClient]) -> frozenset[str]:
    """The letters of one client that came back and that nothing followed: no letter of the same kind (a correction is
    an announcement) with newer data, or of the day on which it came back or later. Whatever became of that one, it was
    looked at again."""
    known = list(letters)
    return frozenset(
        each.letter_id
        for each in known
        if each.returned_on is not None and not any(_follows(other, each, each.returned_on) for other in known)
    )


def _follows(other: OfClient, returned: OfClient, day: date) -> bool:
    same_kind = other.kind == returned.kind or {other.kind, returned.kind} <= ANNOUNCEMENTS
    if other.letter_id == returned.letter_id or not same_kind:
        return False
    return other.revision > returned.revision or other.letter_date >= day
