"""Parked messages: those that will never work, and those of the same client that wait behind them."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, func, insert, select, update

from shared.clock import Clock
from shared.events.envelope import attributes, decode_data, encode_data, from_attributes
from shared.messaging.tables import MessagingTables
from shared.transport.contract import Record

WAITS = "wacht achter een eerder bericht van dezelfde cliënt"


class Parking:
    def __init__(self, tables: MessagingTables, clock: Clock) -> None:
        self._parked = tables.parked
        self._clock = clock

    def blocked_subjects(self, connection: Connection) -> set[str]:
        """Clients with a parked message; there are few, the limit sees to that."""
        return set(connection.execute(select(self._parked.c.subject).distinct()).scalars())

    def park(self, connection: Connection, record: Record, reason: str, *, waits: bool = False) -> None:
        event = record.event
        connection.execute(
            insert(self._parked).values(
                event_id=event.id,
                topic=record.topic,
                type=event.type,
                subject=event.subject,
                reason=reason,
                waits_behind_another=waits,
                attributes=encode_data(attributes(event)),
                data=encode_data(event.data),
                parked_at=self._clock.now(),
            )
        )

    def count(self, connection: Connection, *, only_causes: bool = False) -> int:
        query = select(func.count()).select_from(self._parked)
        if only_causes:
            query = query.where(self._parked.c.waits_behind_another.is_(False))
        return connection.execute(query).scalar_one()

    def of_subject(self, connection: Connection, subject: str) -> Sequence[Record]:
        """A client's parked records, oldest first."""
        rows = connection.execute(
            select(self._parked).where(self._parked.c.subject == subject).order_by(self._parked.c.number)
        )
        return [
            Record(row.topic, -1, -1, from_attributes(decode_data(row.attributes), decode_data(row.data)))
            for row in rows
        ]

    def take_out(self, connection: Connection, event_id: str) -> None:
        connection.execute(delete(self._parked).where(self._parked.c.event_id == event_id))

    def give_reason(self, connection: Connection, event_id: str, reason: str) -> None:
        """The message did not work again; this is why, and others now wait behind it."""
        connection.execute(
            update(self._parked)
            .where(self._parked.c.event_id == event_id)
            .values(reason=reason, waits_behind_another=False)
        )
