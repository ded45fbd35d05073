"""Parked messages: those that will never work, and those of the same client that wait behind them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from shared.clock import Clock
from shared.events.envelope import Event
from shared.messaging.tables import MessagingTables
from shared.transport.binary_mode import Raw, event_of, raw_of
from shared.transport.contract import Found, Unreadable

WAITS = "wacht achter een eerder bericht van dezelfde cliënt"


class Kind(StrEnum):
    """Why a message is parked. The first two are the fault of who wrote it; of the others there may be many because
    our code is wrong."""

    UNREADABLE = "unreadable"
    BREAKS_CONTRACT = "breaks-contract"
    UNWORKABLE = "unworkable"
    UNSTORABLE = "unstorable"
    WAITS = "waits"


OURS = (Kind.UNWORKABLE, Kind.UNSTORABLE)


@dataclass(frozen=True, slots=True)
class Parked:
    """A message that was parked, under the id that the inbox remembers."""

    event_id: str
    subject: str
    kind: Kind
    raw: Raw

    def event(self) -> Event:
        """Raises NotAnEvent."""
        return event_of(self.raw)


def id_of(found: Found) -> str:
    """The id under which a record is remembered: that of the event, or one that follows from the place of what is
    none."""
    if isinstance(found, Unreadable):
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{found.topic}/{found.partition}@{found.offset}"))
    return found.event.id


def subject_of(found: Found) -> str:
    """Whom a record is about; empty when that cannot be told."""
    return found.subject if isinstance(found, Unreadable) else found.event.subject


class Parking:
    def __init__(self, tables: MessagingTables, clock: Clock) -> None:
        self._parked = tables.parked
        self._clock = clock

    def blocked_subjects(self, connection: Connection) -> set[str]:
        """Clients with a parked message; there are few, the limit sees to that."""
        subject = self._parked.c.subject
        return set(connection.execute(select(subject).where(subject != "").distinct()).scalars())

    def park(self, connection: Connection, found: Found, kind: Kind, reason: str) -> None:
        raw = found.raw if isinstance(found, Unreadable) else raw_of(found.event)
        connection.execute(
            insert(self._parked).values(
                event_id=id_of(found),
                topic=found.topic,
                partition=found.partition,
                position=found.offset,
                type="" if isinstance(found, Unreadable) else found.event.type,
                subject=subject_of(found),
                kind=kind.value,
                reason=reason,
                headers=raw.headers_text(),
                value=raw.value,
                parked_at=self._clock.now(),
            )
        )

    def count(self, connection: Connection, *, only_ours: bool = False) -> int:
        """How many are parked; `only_ours`: of those whose number tells whether our code is wrong."""
        query = select(func.count()).select_from(self._parked)
        if only_ours:
            query = query.where(self._parked.c.kind.in_([kind.value for kind in OURS]))
        return connection.execute(query).scalar_one()

    def in_line(self, connection: Connection, event_id: str) -> Sequence[Parked]:
        """The message and those of the same client, oldest first; it alone when it is about nobody who can be told."""
        parked = self._parked
        subject = connection.execute(select(parked.c.subject).where(parked.c.event_id == event_id)).scalar()
        same = parked.c.subject == subject if subject else parked.c.event_id == event_id
        rows = connection.execute(select(parked).where(same).order_by(parked.c.number)).mappings()
        return [_parked(row) for row in rows]

    def take_out(self, connection: Connection, event_id: str) -> bool:
        """Whether it was still there."""
        return bool(connection.execute(delete(self._parked).where(self._parked.c.event_id == event_id)).rowcount)

    def give_reason(self, connection: Connection, event_id: str, kind: Kind, reason: str) -> None:
        """The message did not work again; this is why, and others now wait behind it."""
        connection.execute(
            update(self._parked).where(self._parked.c.event_id == event_id).values(kind=kind.value, reason=reason)
        )


def _parked(row: RowMapping) -> Parked:
    raw = Raw.kept(row["headers"], row["value"])
    return Parked(row["event_id"], row["subject"], Kind(row["kind"]), raw)
