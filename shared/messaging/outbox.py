"""The relay: takes what was recorded and not yet sent, and appends it to the service's topic.

A row gets its sequence in a transaction of its own before it is sent, so that a crash between appending and marking
sends the same event again under the same id and sequence; the reader's inbox drops the second copy. So the mark that
an event was sent need not outlive a power cut. Numbers are handed out one relay at a time: who sees one sees all before
it, and what is unsent between the first and the last of a batch is that batch. A position in the outbox itself is
never "number greater than": on PostgreSQL numbers can become visible out of order. The relay selects "not yet sent".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import structlog
from sqlalchemy import Connection, Select, Update, bindparam, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from shared.database import repeatable
from shared.events.envelope import EncodedData, Event, encode_data
from shared.messaging.tables import MessagingTables
from shared.messaging.unit import Database
from shared.storing import insert_rows
from shared.transport.contract import Transport
from shared.transport.topics import TOPICS

RELAY_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Statements:
    """Made once for a service's tables: a relay is made for every worker. `number_batch` needs `last_sequence`, and
    `mark_sent` the `first` and `last` of a batch."""

    any_unsent: Select[tuple[int]]
    number_batch: Update
    numbered: Select[Any]
    mark_sent: Update


@cache
def statements(tables: MessagingTables) -> Statements:
    outbox = tables.outbox
    place = func.row_number().over(order_by=outbox.c.number).label("place")
    new = select(outbox.c.number, place).where(outbox.c.sent.is_(False), outbox.c.sequence.is_(None))
    batch = new.order_by(outbox.c.number).limit(RELAY_BATCH).subquery()
    of_row = outbox.c.number == batch.c.number
    of_batch = outbox.c.sequence.between(bindparam("first"), bindparam("last"))
    data = tables.outbox_data
    with_data = select(outbox, data.c.data).join_from(outbox, data, data.c.event_id == outbox.c.id)
    numbered = with_data.where(outbox.c.sent.is_(False), outbox.c.sequence.is_not(None))
    return Statements(
        select(outbox.c.number).where(outbox.c.sent.is_(False)).limit(1),
        update(outbox).where(of_row).values(sequence=bindparam("last_sequence") + batch.c.place),
        numbered.order_by(outbox.c.sequence).limit(RELAY_BATCH),
        update(outbox).where(of_batch, outbox.c.sent.is_(False)).values(sent=True),
    )


log = structlog.get_logger()


class Relay:
    def __init__(self, database: Database, transport: Transport) -> None:
        self._database = database
        self._tables = database.messaging
        self._transport = transport
        self._topic = TOPICS[database.service]
        self._statements = statements(database.messaging)
        self._found_in_log: int | None = None

    def send_all(self) -> int:
        """Sends until nothing is left unsent; returns how many events went out. Raises TransportUnavailable."""
        total = 0
        while sent := self._send_batch():
            total += sent
        return total

    def waiting(self) -> int:
        return self._count(sent=False)

    def sent(self) -> int:
        return self._count(sent=True)

    def _count(self, *, sent: bool) -> int:
        outbox = self._tables.outbox
        with self._database.reading() as connection:
            return connection.execute(select(func.count()).where(outbox.c.sent.is_(sent))).scalar_one()

    def _send_batch(self) -> int:
        with self._database.reading() as connection:
            if connection.execute(self._statements.any_unsent).first() is None:
                return 0
        with self._database.engine.begin() as connection:
            self._number(connection)
        with self._database.reading() as connection:
            rows = connection.execute(self._statements.numbered).all()
        if not rows:
            return 0
        self._transport.append(self._topic, [self._event(row) for row in rows])
        with repeatable(self._database.engine) as connection:
            connection.execute(self._statements.mark_sent, {"first": rows[0].sequence, "last": rows[-1].sequence})
        return len(rows)

    def _number(self, connection: Connection) -> None:
        last = max(self._last_sequence(connection), self._last_in_log())
        numbered = connection.execute(self._statements.number_batch, {"last_sequence": last}).rowcount
        if numbered:
            connection.execute(update(self._tables.relay).values(last_sequence=last + numbered))

    def _last_in_log(self) -> int:
        """Of a database that was lost, the count starts anew; the log knows what was given out. Looked up once."""
        if self._found_in_log is None:
            self._found_in_log = self._transport.last_sequence(self._topic)
        return self._found_in_log

    def take_back(self, events: Sequence[Event]) -> None:
        """Events of this service as the log holds them, into an outbox that lost them; the next number comes after."""
        if not events:
            return
        outbox = self._tables.outbox
        with self._database.engine.begin() as connection:
            wanted = {event.id: event for event in events}
            known = set(connection.execute(select(outbox.c.id).where(outbox.c.id.in_(wanted))).scalars())
            left = [event for id_, event in wanted.items() if id_ not in known]
            taken = self._taken(connection, left)
            insert_rows(connection, outbox, [_sent_row(event, taken) for event in left])
            said = [{"event_id": event.id, "data": encode_data(event.data)} for event in left]
            insert_rows(connection, self._tables.outbox_data, said)
            last = max(event.sequence for event in events)
            if self._last_sequence(connection) < last:
                connection.execute(update(self._tables.relay).values(last_sequence=last))

    def _taken(self, connection: Connection, events: Sequence[Event]) -> set[int]:
        """Numbers of these events that another event in the outbox has already."""
        sequence = self._tables.outbox.c.sequence
        numbers = [event.sequence for event in events]
        return set(connection.execute(select(sequence).where(sequence.in_(numbers))).scalars())

    def _last_sequence(self, connection: Connection) -> int:
        """The row is locked, so that two relays of one service never hand out the same number."""
        relay = self._tables.relay
        query = select(relay.c.last_sequence).with_for_update()
        found = connection.execute(query).scalar()
        if found is None:
            self._start_counting(connection)
            found = connection.execute(query).scalar_one()
        return int(found)

    def _start_counting(self, connection: Connection) -> None:
        first = insert(self._tables.relay).values(service=self._database.service, last_sequence=0)
        try:
            with connection.begin_nested():
                connection.execute(first)
        except IntegrityError:
            log.info("another relay began counting at the same moment", service=self._database.service)

    def _event(self, row: object) -> Event:
        return Event(
            id=row.id,  # type: ignore[attr-defined]
            source=self._database.source,
            type=row.type,  # type: ignore[attr-defined]
            subject=row.subject,  # type: ignore[attr-defined]
            time=datetime.fromisoformat(row.time),  # type: ignore[attr-defined]
            data=EncodedData(row.data),  # type: ignore[attr-defined]
            traceparent=row.traceparent,  # type: ignore[attr-defined]
            causationid=row.causationid,  # type: ignore[attr-defined]
            sequence=row.sequence,  # type: ignore[attr-defined]
        )


def _sent_row(event: Event, taken: set[int]) -> dict[str, object]:
    """A number that was given out twice, by a copy of the database, stays with the event that had it first. `taken`
    grows by the event's own."""
    first = event.sequence not in taken
    taken.add(event.sequence)
    return {
        "id": event.id,
        "type": event.type,
        "subject": event.subject,
        "time": event.time.isoformat(),
        "traceparent": event.traceparent,
        "causationid": event.causationid,
        "sequence": event.sequence if first else None,
        "sent": True,
    }
