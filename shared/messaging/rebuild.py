"""Rebuilding: what a service knows, again from the log, without recording anything twice.

Two situations, told apart by up to where the database was filled. As a rule only what was handled before is handled
again, in one transaction and in silence: the inbox says which events those are, so it stays. An event that the worker
has not handled yet is left to the worker, which records what follows from it; a parked event was never handled, so it
stays parked, or put aside.

A database that is not as far as what was acknowledged was lost, wholly or to an old copy. Then a worker handles
everything again, as it was the first time. What the service had sent stands in its own topic: it goes back into the
outbox as sent, and is not recorded again. What it had not sent goes out now. Until that is done the database stays
behind the log, so that no other worker takes it for whole; killed on the way, the same command begins again.
"""

import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, Table, delete, select

from shared.events.envelope import Event
from shared.messaging.outbox import Relay
from shared.messaging.places import Places
from shared.messaging.unit import Database, Unit, fingerprint
from shared.messaging.worker import Handler, Worker, in_turns
from shared.transport.contract import Transport, TransportUnavailable, events_in
from shared.transport.topics import TOPICS, Topic

BATCH = 500
WAIT_SECONDS = 0.5
NOTHING_COMES_SECONDS = 60.0
"""Longer than a broker takes to let a reader join."""
FORGOTTEN = ("inbox", "parked", "unknown", "read_to", "outbox", "outbox_data")


def rebuild(
    *,
    database: Database,
    transport: Transport,
    subscriptions: Sequence[Topic],
    handlers: Mapping[str, Handler],
    tables: Sequence[Table],
    begin: Callable[[Unit], None] | None = None,
    finish: Callable[[Unit], None] | None = None,
    first: Sequence[Topic] = (),
) -> int:
    """Empties `tables`, in the order given, and fills them from the log; returns how many events were handled or read.

    `begin` comes first and `finish` last, both in a silent transaction: they apply the service's own decisions, which
    no other log can tell. A decision that hangs on what was known when it was taken belongs in `begin`. Of a database
    that was lost the topics in `first` are read to their end before the others: where own decisions of an old copy
    stay, what comes of them has to find the clients that they are about.
    Raises TransportUnavailable, and TooManyParked when the code and the log do not fit.
    """
    if Places(database).is_behind(transport, database.service, subscriptions):
        stages = [first, [each for each in subscriptions if each not in first]]
        return _recover(database, transport, [each for each in stages if each], handlers, tables, begin, finish)
    return _handle_again(database, transport, subscriptions, handlers, tables, begin, finish)


def whole_log(transport: Transport, service: str, topics: Sequence[Topic]) -> Iterator[Sequence[Event]]:
    """Every event of `topics` from the first one on, in batches, in order per subject; read as a group of its own, so
    the place where a service reads on does not move. What is no event is passed over.

    Ends when nothing is left unread. Raises TransportUnavailable, also when nothing comes of what is said to be there:
    somebody may have taken the last record away.
    """
    group = f"{service}-again-{uuid.uuid4()}"
    reader = transport.reader(group, topics)
    try:
        came = time.monotonic()
        while transport.lag(group, topics):
            if time.monotonic() > came + NOTHING_COMES_SECONDS:
                raise TransportUnavailable("het logboek geeft niet alles wat erin zou staan: er ontbreekt iets")
            while records := reader.read(BATCH, WAIT_SECONDS):
                yield events_in(records)
                reader.acknowledge()
                came = time.monotonic()
    finally:
        reader.close()


def one_subject_per_partition(topic: Topic) -> set[str]:
    """Subjects that together lie in every partition: locking them keeps every other worker of the service out."""
    found: dict[int, str] = {}
    for number in range(1000 * topic.partitions):
        found.setdefault(topic.partition_of(str(number)), str(number))
    return set(found.values())


def _handle_again(
    database: Database,
    transport: Transport,
    subscriptions: Sequence[Topic],
    handlers: Mapping[str, Handler],
    tables: Sequence[Table],
    begin: Callable[[Unit], None] | None,
    finish: Callable[[Unit], None] | None,
) -> int:
    handled = 0
    with database.unit(silent=True) as unit:
        database.lock_subjects(unit.connection, one_subject_per_partition(TOPICS[database.service]))
        left = _handled_before(unit.connection, database)
        for table in tables:
            unit.connection.execute(delete(table))
        if begin is not None:
            begin(unit)
        for batch in whole_log(transport, database.service, subscriptions):
            events = list(_take(left, batch))
            for group in in_turns(event for event in events if event.type in handlers):
                handlers[group[0].type](unit, group)
            handled += len(events)
        if finish is not None:
            finish(unit)
    return handled


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


def _recover(
    database: Database,
    transport: Transport,
    stages: Sequence[Sequence[Topic]],
    handlers: Mapping[str, Handler],
    tables: Sequence[Table],
    begin: Callable[[Unit], None] | None,
    finish: Callable[[Unit], None] | None,
) -> int:
    """The inbox remembers what was handled, so that the service's own worker, which reads on where it was, does nothing
    twice."""
    Relay(database, transport).send_all()
    _empty(database, tables)
    if begin is not None:
        with database.unit(silent=True) as unit:
            begin(unit)
    recovering = database.without_repeating(_take_back(database, transport))
    read = sum(_work_through(recovering, transport, topics, handlers) for topics in stages)
    if finish is not None:
        with database.unit(silent=True) as unit:
            finish(unit)
    return read


def _work_through(
    database: Database, transport: Transport, topics: Sequence[Topic], handlers: Mapping[str, Handler]
) -> int:
    """Everything of these topics from the first event on; returns how many there were."""
    group = f"{database.service}-recover-{uuid.uuid4()}"
    worker = Worker(database=database, transport=transport, subscriptions=topics, handlers=handlers, group=group)
    read = transport.lag(group, topics)
    try:
        while transport.lag(group, topics):
            worker.work_once()
    finally:
        worker.close()
    return read


def _empty(database: Database, tables: Sequence[Table]) -> None:
    """All but what two people put aside for good: it stays known, so that it is not worked again."""
    messaging = database.messaging
    parked, inbox = messaging.parked.c, messaging.inbox.c
    aside = select(parked.event_id).where(parked.put_aside_at.is_not(None))
    with database.unit() as unit:
        for table in (*tables, *(getattr(messaging, each) for each in FORGOTTEN)):
            match table.name:
                case "parked":
                    unit.connection.execute(delete(table).where(parked.put_aside_at.is_(None)))
                case "inbox":
                    unit.connection.execute(delete(table).where(inbox.event_id.not_in(aside)))
                case _:
                    unit.connection.execute(delete(table))


def _take_back(database: Database, transport: Transport) -> frozenset[bytes]:
    """Puts what the service's own topic holds into the outbox, and gives it as fingerprints."""
    relay = Relay(database, transport)
    said: set[bytes] = set()
    for events in whole_log(transport, database.service, [TOPICS[database.service]]):
        relay.take_back(events)
        said.update(fingerprint(event.type, event.subject, event.data) for event in events)
    return frozenset(said)
