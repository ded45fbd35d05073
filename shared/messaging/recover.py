"""Recovering: a service whose database was lost, wholly or to an old copy, from the log alone.

Everything is handled again by a worker, as it was the first time. What the service had announced stands in its own
topic: it goes back into the outbox as sent, and is not announced again. What it had not announced when it was lost
goes out now.
"""

import uuid
from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Table, delete, select

from shared.messaging.outbox import Relay
from shared.messaging.unit import Database, Unit, fingerprint
from shared.messaging.whole_log import whole_log
from shared.messaging.worker import Handler, Worker
from shared.transport.contract import Transport
from shared.transport.topics import TOPICS, Topic


def has_forgotten(database: Database, transport: Transport, subscriptions: Sequence[Topic]) -> bool:
    """Whether this service once acknowledged events that its inbox does not remember.

    Read in this order, a worker that goes on meanwhile can only make the answer no.
    """
    in_log = {event.id for events in whole_log(transport, database.service, subscriptions) for event in events}
    acknowledged_at_least = len(in_log) - transport.lag(database.service, subscriptions)
    with database.reading() as connection:
        remembered = set(connection.execute(select(database.messaging.inbox.c.event_id)).scalars())
    return len(remembered & in_log) < acknowledged_at_least


def recover(
    *,
    database: Database,
    transport: Transport,
    subscriptions: Sequence[Topic],
    handlers: Mapping[str, Handler],
    tables: Sequence[Table],
    finish: Callable[[Unit], None] | None = None,
) -> int:
    """Empties and fills the tables of a service; returns how many events it read. `tables` and `finish` as in
    `rebuild`.

    The inbox remembers what was handled, so that the service's own worker, which reads on where it was, does nothing
    twice. Raises TransportUnavailable, and TooManyParked when the code and the log do not fit.
    """
    Relay(database, transport).send_all()
    _empty(database, tables)
    recovering = database.that_said(_take_back(database, transport))
    group = f"{database.service}-recover-{uuid.uuid4()}"
    worker = Worker(
        database=recovering, transport=transport, subscriptions=subscriptions, handlers=handlers, group=group
    )
    read = transport.lag(group, subscriptions)
    try:
        while transport.lag(group, subscriptions):
            worker.work_once()
    finally:
        worker.close()
    if finish is not None:
        with database.unit(silent=True) as unit:
            finish(unit)
    return read


def _empty(database: Database, tables: Sequence[Table]) -> None:
    messaging = database.messaging
    with database.unit() as unit:
        for table in (*tables, messaging.inbox, messaging.parked, messaging.outbox):
            unit.connection.execute(delete(table))


def _take_back(database: Database, transport: Transport) -> frozenset[bytes]:
    """Puts what the service's own topic holds into the outbox, and gives it as fingerprints."""
    relay = Relay(database, transport)
    said: set[bytes] = set()
    for events in whole_log(transport, database.service, [TOPICS[database.service]]):
        relay.take_back(events)
        said.update(fingerprint(event.type, event.subject, event.data) for event in events)
    return frozenset(said)
