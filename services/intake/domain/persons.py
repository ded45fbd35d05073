"""A client as this service keeps him: which content was announced last, and in which of two states he is."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class PersonState(StrEnum):
    """Every delivered person is in exactly one of these."""

    TRANSFERRED = "transferred"
    HELD_BACK = "held-back"


@dataclass(frozen=True, slots=True)
class Person:
    """`sender` and `client_key` say who it is to the sender. `client_id`, `bsn`, `household_id` and `content_hash` are
    empty as long as no row of him was accepted. `revision` counts the times he was transferred, from 1; `content_hash`
    is of what was announced last, also when that was only that his rows are held back."""

    sender: str
    client_key: str
    municipality: str
    delivery_id: str
    state: PersonState
    client_id: str = ""
    bsn: str = ""
    household_id: str = ""
    revision: int = 0
    content_hash: str = ""
    held_back_rows: int = 0


def content_hash(municipality: str, accepted: Iterable[Sequence[str]], held_back_rows: int) -> str:
    """Equal for equal accepted rows, in whatever order they stand and in whichever delivery."""
    digest = hashlib.sha256(f"{municipality}|{held_back_rows}".encode())
    for row in sorted("\x1f".join(values) for values in accepted):
        digest.update(b"\x1e" + row.encode())
    return digest.hexdigest()


def transferred(before: Person, after: Person) -> Person:
    """The person after a delivery with accepted rows: one revision further when the content is new."""
    return replace(after, revision=before.revision + (after.content_hash != before.content_hash))


def held_back(before: Person, municipality: str, delivery_id: str, held_back_rows: int) -> Person:
    """The person after a delivery without any accepted row. What was transferred before stands: nobody loses his place
    because of a faulty correction. But he is held back now, so the next accepted row is news, also when it says the
    same as before."""
    if before.state is PersonState.TRANSFERRED:
        announced = content_hash(before.municipality, (), held_back_rows)
        return replace(before, held_back_rows=held_back_rows, content_hash=announced)
    return replace(before, municipality=municipality, delivery_id=delivery_id, held_back_rows=held_back_rows)
