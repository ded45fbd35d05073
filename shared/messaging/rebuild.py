"""Rebuilding: what a service knows, again from the log, in one transaction and without announcing anything twice.

Only what was handled before is handled again. The inbox says which events those are, so it stays; an event that the
worker has not handled yet is left to the worker, which announces what follows from it. A parked event was never
handled, so it stays parked.

An inbox that does not remember what was acknowledged is that of a lost database: then all is recovered from the log.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, Table, delete, select

from shared.events.envelope import Event
from shared.messaging.recover import has_forgotten, recover
from shared.messaging.unit import Database, Unit
from shared.messaging.whole_log import whole_log
from shared.messaging.worker import Handler, in_turns
from shared.transport.contract import Transport
from shared.transport.topics import TOPICS, Topic


def rebuild(
    *,
    database: Database,
    transport: Transport,
    subscriptions: Sequence[Topic],
    handlers: Mapping[str, Handler],
    tables: Sequence[Table],
    finish: Callable[[Unit], None] | None = None,
) -> int:
    """Empties `tables`, in the order given, and handles again what the inbox remembers; returns how many events.

    `finish` comes last, in the same transaction: it applies the service's own decisions, which no other log can tell.
    """
    if has_forgotten(database, transport, subscriptions):
        return recover(
            database=database,
            transport=transport,
            subscriptions=subscriptions,
            handlers=handlers,
            tables=tables,
            finish=finish,
        )
    handled = 0
    with database.unit(silent=True) as unit:
        database.lock_subjects(unit.connection, one_subject_per_partition(TOPICS[database.service]))
        left = _handled_before(unit.connection, database)
        for table in tables:
            unit.connection.execute(delete(table))
        for batch in whole_log(transport, database.service, subscriptions):
            events = list(_take(left, batch))
            for group in in_turns(event for event in events if event.type in handlers):
                handlers[group[0].type](unit, group)
            handled += len(events)
        if finish is not None:
            finish(unit)
    return handled


def one_subject_per_partition(topic: Topic) -> set[str]:
    """Subjects that together lie in every partition: locking them keeps every other worker of the service out."""
    found: dict[int, str] = {}
    for number in range(1000 * topic.partitions):
        found.setdefault(topic.partition_of(str(number)), str(number))
    return set(found.values())


def _handled_before(connection: Connection, database: Database) -> set[str]:
    inbox, parked = database.messaging.inbox, database.messaging.parked
    seen = set(connection.execute(select(inbox.c.event_id)).scalars())
    return seen - set(connection.execute(select(parked.c.event_id)).scalars())


def _take(left: set[str], events: Sequence[Event]) -> Iterator[Event]:
    """Those events that are left to do, each once: a log may hold the same event twice."""
    for event in events:
        if event.id in left:
            left.discard(event.id)
            yield event
