"""The worker loop of every service: read a batch, handle it in one transaction, acknowledge, send what was recorded.

When one message of a batch cannot be worked, the batch is rolled back and handled one by one, so that only that
message is parked. A passing fault is tried again, with a limit. Any other exception stops the worker.
"""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError

from shared.database import DataVersion, data_version
from shared.events.envelope import Event
from shared.events.tracing import trace_id
from shared.messaging.failures import PassingFault, TooManyParked, Unworkable
from shared.messaging.inbox import Inbox
from shared.messaging.outbox import Relay
from shared.messaging.parking import WAITS, Parking
from shared.messaging.unit import Database, Unit
from shared.transport.contract import Record, Transport, TransportUnavailable
from shared.transport.topics import Topic

Handler = Callable[[Unit, Sequence[Event]], None]
T = TypeVar("T")
WAIT_SECONDS = 0.5
"""So long a worker without messages waits before it looks for work that another process left in the database."""
REST_SECONDS = 10.0
"""So long a worker takes a database that did not change for one without work."""
log = structlog.get_logger()

PASSING = (PassingFault, TransportUnavailable, OperationalError, InterfaceError, sqlite3.OperationalError)


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    batch: int = 1000
    parked_max: int = 100
    tries_max: int = 8
    first_pause_seconds: float = 0.1


class Worker:
    def __init__(
        self,
        *,
        database: Database,
        transport: Transport,
        subscriptions: Sequence[Topic],
        handlers: Mapping[str, Handler],
        chore: Callable[[], int] | None = None,
        limits: WorkerLimits | None = None,
        group: str | None = None,
    ) -> None:
        """`chore` is a service's own waiting work, done between batches; it returns how much it did. `group`: whose
        place in the log is used, the service's own unless it is given."""
        self.service = database.service
        self._database = database
        self._handlers = handlers
        self._chore = chore
        self._limits = limits or WorkerLimits()
        self._inbox = Inbox(database.messaging)
        self._parking = Parking(database.messaging, database.clock)
        self._relay = Relay(database, transport)
        self._woken = threading.Event()
        self._reader = transport.reader(group or database.service, subscriptions) if subscriptions else None
        self._rest = Rest(partial(data_version, database.engine))

    def run(self, stop: threading.Event, wait_seconds: float = WAIT_SECONDS) -> None:
        """Works until `stop` is set, then leaves the group. What another thread commits to the database wakes it."""
        own = threading.get_ident()

        def committed() -> None:
            if threading.get_ident() != own:
                self.wake()

        try:
            with self._database.listening(committed):
                while not stop.is_set():
                    if not self.work_unless_resting(wait_seconds) and self._reader is None:
                        self._woken.wait(wait_seconds)
                        self._woken.clear()
        finally:
            self.close()

    def wake(self) -> None:
        """From any thread: there may be something to do. Without it, the worker looks every `wait_seconds`."""
        self._woken.set()
        if self._reader is not None:
            self._reader.wake()

    def work_unless_resting(self, wait_seconds: float = 0.0) -> int:
        """As `work_once`, but when that found nothing, the database is only looked through again once it changed."""
        resting = self._trying(self._rest.goes_on)
        done = self._work_batch(wait_seconds) if resting else self.work_once(wait_seconds)
        if done:
            self._rest.ends()
        return done

    def work_once(self, wait_seconds: float = 0.0) -> int:
        """Handles at most one batch; returns how many events it handled or sent."""
        done = self._trying(self._relay.send_all)
        done += self._trying(self._chore) if self._chore else 0
        done += self._work_batch(wait_seconds)
        return done + (self._trying(self._relay.send_all) if done else 0)

    def close(self) -> None:
        if self._reader is not None:
            self._reader.close()
        self._rest.close()

    def retry_parked(self, subject: str) -> int:
        """Tries a client's parked messages again, oldest first; returns how many worked. The first failure stops it."""
        with self._database.reading() as connection:
            records = self._parking.of_subject(connection, subject)
        done = 0
        for record in records:
            if not self._retry(record):
                break
            done += 1
        self._trying(self._relay.send_all)
        return done

    def _retry(self, record: Record) -> bool:
        try:
            with self._database.unit() as unit:
                self._parking.take_out(unit.connection, record.event.id)
                self._apply(unit, [record.event])
        except Unworkable as error:
            with self._database.unit() as unit:
                self._parking.give_reason(unit.connection, record.event.id, str(error))
            return False
        return True

    def _work_batch(self, wait_seconds: float) -> int:
        reader = self._reader
        if reader is None:
            return 0
        records = self._trying(lambda: reader.read(self._limits.batch, wait_seconds))
        if not records:
            return 0
        self._trying(lambda: self._handle(records))
        self._trying(reader.acknowledge)
        return len(records)

    def _handle(self, records: Sequence[Record]) -> None:
        try:
            self._handle_together(records)
        except Unworkable as error:
            if len(records) == 1:
                self._park(records[0], error)
                return
            for record in records:
                self._handle([record])

    def _handle_together(self, records: Sequence[Record]) -> None:
        with self._database.unit() as unit:
            self._database.lock_subjects(unit.connection, {record.event.subject for record in records})
            blocked = self._parking.blocked_subjects(unit.connection)
            fresh = {event.id for event in self._inbox.unseen(unit.connection, [r.event for r in records])}
            work: list[Event] = []
            for record in records:
                if record.event.id not in fresh:
                    continue
                fresh.discard(record.event.id)
                if record.event.subject in blocked and record.event.type in self._handlers:
                    self._parking.park(unit.connection, record, WAITS, waits=True)
                    self._inbox.remember(unit.connection, [record.event])
                else:
                    work.append(record.event)
            self._apply(unit, work)
            self._inbox.remember(unit.connection, work)

    def _apply(self, unit: Unit, events: Sequence[Event]) -> None:
        for group in in_turns(event for event in events if event.type in self._handlers):
            self._handlers[group[0].type](unit, group)

    def _park(self, record: Record, error: Unworkable) -> None:
        with self._database.unit() as unit:
            self._parking.park(unit.connection, record, str(error))
            self._inbox.remember(unit.connection, [record.event])
            parked = self._parking.count(unit.connection, only_causes=True)
        log.warning(
            "message parked",
            service=self.service,
            type=record.event.type,
            event_id=record.event.id,
            trace=trace_id(record.event.traceparent),
            # Not the message: it can hold what stood in the event.
            fault=type(error).__name__,
        )
        if parked > self._limits.parked_max:
            raise TooManyParked(
                f"{self.service}: {parked} messages are parked, more than {self._limits.parked_max}; mend the code, "
                "then retry them"
            )

    def _trying(self, step: Callable[[], T]) -> T:
        """Tries a step again after a passing fault, each time waiting twice as long, up to the limit."""
        pause = self._limits.first_pause_seconds
        for attempt in range(1, self._limits.tries_max + 1):
            try:
                return step()
            except PASSING as error:
                if attempt == self._limits.tries_max:
                    raise
                log.warning("passing fault", service=self.service, attempt=attempt, fault=type(error).__name__)
                time.sleep(pause)
                pause *= 2
        raise AssertionError("tries_max must be at least 1")


class Rest:
    """Tells a worker that found nothing to do when it must look again: after any change of its database."""

    def __init__(self, open_version: Callable[[], DataVersion | None]) -> None:
        """`open_version` is called when it is first asked, for many a worker does a single thing and is left."""
        self._open_version = open_version
        self._version: DataVersion | None = None
        self._seen: int | None = None
        self._until = 0.0

    def goes_on(self) -> bool:
        """Whether nothing changed since the last time. When not, the caller looks now, and may rest from then on."""
        self._version = self._version or self._open_version()
        if self._version is None:
            return False
        before, self._seen = self._seen, self._version.now()
        if before == self._seen and time.monotonic() < self._until:
            return True
        self._until = time.monotonic() + REST_SECONDS
        return False

    def ends(self) -> None:
        """There was work, so there may be more."""
        self._seen = None

    def close(self) -> None:
        if self._version is not None:
            self._version.close()
            self._version = None


def in_turns(events: Iterable[Event]) -> Iterable[list[Event]]:
    """Groups of one type in which every subject appears once, in an order that keeps each subject's own order."""
    turns: list[dict[str, list[Event]]] = []
    turn_of: dict[str, int] = {}
    for event in events:
        turn = turn_of.get(event.subject, -1) + 1
        turn_of[event.subject] = turn
        if turn == len(turns):
            turns.append({})
        turns[turn].setdefault(event.type, []).append(event)
    for groups in turns:
        yield from groups.values()
