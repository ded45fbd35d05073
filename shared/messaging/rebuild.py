"""Rebuilding: what a service knows, again from the log, in one transaction and without announcing anything twice.

Only what was handled before is handled again. The inbox says which events those are, so it stays; an event that the
worker has not handled yet is left to the worker, which announces what follows from it. A parked event was never
handled, so it stays parked.
"""

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, Table, delete, select

from shared.events.envelope import Event
from shared.messaging.unit import Database, Unit
from shared.messaging.worker import Handler, in_turns
from shared.transport.contract import Transport
from shared.transport.topics import TOPICS, Topic

BATCH = 500
WAIT_SECONDS = 0.5


def whole_log(transport: Transport, service: str, topics: Sequence[Topic]) -> Iterator[Sequence[Event]]:
    """Every event of `topics` from the first one on, in batches, in order per subject; read as a group of its own.

    Ends when nothing is left unread. Raises TransportUnavailable.
    """
    group = f"{service}-rebuild-{uuid.uuid4()}"
    reader = transport.reader(group, topics)
    try:
        while records := _read(reader.read, lambda: transport.lag(group, topics)):
            yield [record.event for record in records]
            reader.acknowledge()
    finally:
        reader.close()


def rebuild(
    *,
    database: Database,
    transport: Transport,
    subscriptions: Sequence[Topic],
    handlers: Mapping[str, Handler],
    tables: Sequence[Table],
    finish: Callable[[Unit], None] | None = None,
) -> int:
    """Empties `tables` in the order given and handles again what the inbox remembers; returns how many events.

    `finish` applies, last and in the same transaction, what the log of others cannot tell: the service's own decisions.
    """
    handled = 0
    with database.unit(silent=True) as unit:
        database.lock_subjects(unit.connection, _one_subject_per_partition(database.service))
        remembered = _handled_before(unit.connection, database)
        for table in tables:
            unit.connection.execute(delete(table))
        for batch in whole_log(transport, database.service, subscriptions):
            handled += _handle(unit, handlers, [event for event in batch if event.id in remembered], remembered)
        if finish is not None:
            finish(unit)
    return handled


def _read[T](read: Callable[[int, float], Sequence[T]], lag: Callable[[], int]) -> Sequence[T]:
    raise NotImplementedError
