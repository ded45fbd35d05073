"""A client as this service keeps him: which content was announced last, and in which of two states he is."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from services.intake.domain.mapping.moments import latest_of, made_before, made_on_earlier_day


class PersonState(StrEnum):
    """Every delivered person is in exactly one of these."""

    TRANSFERRED = "transferred"
    HELD_BACK = "held-back"


@dataclass(frozen=True, slots=True)
class Person:
    """`sender` and `client_key` say who it is to the sender.

    `client_id`, `household_id` and `content_hash` are empty as long as no row of him was accepted. `bsn` is the one
    with which he was transferred; of who never was, the only valid one that his rows had, empty without one. `told` is
    the `created` of the delivery, of all that told about him, that was made last; `placed` the same of the deliveries
    for his own municipality; both are empty for who is new. `revision` counts the times he was transferred, from 1;
    `content_hash` is of what was announced last, also when that was only that his rows are held back.
    """

    sender: str
    client_key: str
    municipality: str
    delivery_id: str
    state: PersonState
    client_id: str = ""
    bsn: str = ""
    told: str = ""
    placed: str = ""
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


def held_back(before: Person, seen: Person) -> Person:
    """The person after a delivery without any accepted row, `seen` as that delivery alone shows him. What was
    transferred before stands: nobody loses his place because of a faulty correction. But he is held back now, so the
    next accepted row is news, also when it says the same as before."""
    told = latest_of(before.told, seen.told)
    if before.state is not PersonState.TRANSFERRED:
        return replace(seen, bsn=seen.bsn or before.bsn, told=told)
    return replace(
        before,
        held_back_rows=seen.held_back_rows,
        content_hash=content_hash(before.municipality, (), seen.held_back_rows),
        told=told,
        placed=latest_of(before.placed, seen.placed) if seen.municipality == before.municipality else before.placed,
    )


def is_overtaken(known: Person, municipality: str, created: str) -> bool:
    """Whether a delivery for `municipality`, made at `created`, comes after a newer one that told about this client.

    For another municipality than his own only the day counts: two that claim him on one day are not put in order by
    the hour, somebody must find out where he lives.
    """
    if known.state is PersonState.TRANSFERRED and known.municipality != municipality:
        return made_on_earlier_day(created, known.told)
    return made_before(created, known.told)
