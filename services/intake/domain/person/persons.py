"""A client from one delivery to the next: what the other services know, and what the newest delivery says."""

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
class Origin:
    """The delivery that names a client. `created` is when the sender made it, in ISO 8601."""

    delivery_id: str
    sender: str
    municipality: str
    created: str

    @property
    def created_on(self) -> str:
        """The day the sender made the file, as `2014-11-01`."""
        return self.created[:10]


@dataclass(frozen=True, slots=True)
class Transfer:
    """What the other services know of a client. `revision` counts the times the client was transferred, from 1.
    `content_hash` is of what was recorded last, also when that was only that all rows are held back."""

    client_id: str
    household_id: str
    revision: int
    content_hash: str


@dataclass(frozen=True, slots=True)
class Person:
    """A client whom a sender delivered. Without a `transfer` no row was ever accepted.

    `bsn` is the one of the last accepted row; without a transfer, the only valid one in the newest rows, None when
    there is none or more than one. `last_named` is when the newest delivery that names the client was made,
    `last_placed` when the newest one for the client's own municipality was. Of a transferred client `municipality` and
    `delivery_id` are those of the last accepted row.
    """

    sender: str
    client_key: str
    municipality: str
    delivery_id: str
    last_named: str
    last_placed: str
    bsn: str | None = None
    held_back_rows: int = 0
    transfer: Transfer | None = None

    @property
    def state(self) -> PersonState:
        return PersonState.TRANSFERRED if self.transfer else PersonState.HELD_BACK


def content_hash(municipality: str, accepted: Iterable[Sequence[str]], held_back_rows: int) -> str:
    """Equal for equal accepted rows, in whatever order they stand and in whichever delivery."""
    digest = hashlib.sha256(f"{municipality}|{held_back_rows}".encode())
    for row in sorted("\x1f".join(values) for values in accepted):
        digest.update(b"\x1e" + row.encode())
    return digest.hexdigest()


def transferred(before: Person | None, seen: Person, client_id: str, household_id: str, content: str) -> Person:
    """The person after a delivery with accepted rows, `seen` as that delivery alone shows them: one revision further
    when `content`, the hash of those rows, is new."""
    last = before.transfer if before else None
    revision = 1 if last is None else last.revision + (last.content_hash != content)
    return replace(seen, transfer=Transfer(client_id, household_id, revision, content))


def held_back(before: Person | None, seen: Person) -> Person:
    """The person after a delivery without any accepted row, `seen` as that delivery alone shows them.

    What was transferred before stands: nobody loses their place because of a faulty correction. But they are held back
    now, so the next accepted row is news, also when it says the same as before.
    """
    if before is None:
        return seen
    last_named = latest_of(before.last_named, seen.last_named)
    if before.transfer is None:
        return replace(seen, bsn=seen.bsn or before.bsn, last_named=last_named)
    at_home = seen.municipality == before.municipality
    content = content_hash(before.municipality, (), seen.held_back_rows)
    return replace(
        before,
        held_back_rows=seen.held_back_rows,
        last_named=last_named,
        last_placed=latest_of(before.last_placed, seen.last_placed) if at_home else before.last_placed,
        transfer=replace(before.transfer, content_hash=content),
    )


def is_overtaken(known: Person, municipality: str, created: str) -> bool:
    """Whether a delivery for `municipality`, made at `created`, comes after a newer one that names this client.

    For another municipality than the client's own only the day counts: two that claim a client on one day are not put
    in order by the hour, somebody must find out where the client lives.
    """
    if known.transfer and known.municipality != municipality:
        return made_on_earlier_day(created, known.last_named)
    return made_before(created, known.last_named)
