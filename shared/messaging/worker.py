"""The worker loop of every service: read a batch, handle it in one transaction, acknowledge, send what was recorded.

What is no event, or breaks its contract, is parked as it comes. When a message of a batch cannot be worked, or holds a
value that the database refuses, the batch is rolled back and handled in halves, down to that message, which is parked.
A passing fault is tried again, with a limit; a worker that runs then lets go of what it had open, and waits until the
fault is over. Any other exception stops the worker.
"""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import DataError, InterfaceError, OperationalError

from shared.database import DataVersion, data_version
from shared.events.breaches import in_dutch
from shared.events.envelope import Event
from shared.events.tracing import trace_id
from shared.looks.written import LookRelay
from shared.messaging.failures import EventTooLarge, PassingFault, TooManyParked, Unworkable
from shared.messaging.inbox import Inbox
from shared.messaging.outbox import Relay
from shared.messaging.parking import WAITS, Kind, Parked, Parking, id_of, subject_of
from shared.messaging.places import Places
from shared.messaging.unit import Database, Unit
from shared.messaging.unknown import UnknownEvents
from shared.transport.binary_mode import NotAnEvent
from shared.transport.contract import Forgotten, Found, Reader, Record, Transport, TransportUnavailable, Unreadable
from shared.transport.topics import Topic

Handler = Callable[[Unit, Sequence[Event]], None]
T = TypeVar("T")
WAIT_SECONDS = 0.5
"""So long a worker without messages waits before it looks for work that another process left in the database."""
LONGEST_PAUSE_SECONDS = 30.0
"""So long a worker waits at most before it looks whether a fault has passed."""
REST_SECONDS = 10.0
"""So long a worker takes a database that did not change for one without work."""
log = structlog.get_logger()

Fault = tuple[Kind, str]
"""Why a message is set apart: the kind, and the reason in Dutch for the functional manager."""
REFUSALS = (Unworkable, EventTooLarge, DataError)
"""What is about one message, and not about our code or the world."""
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
        check: Callable[[], None] | None = None,
        limits: WorkerLimits | None = None,
        group: str | None = None,
    ) -> None:
        """`chore` is a service's own waiting work, done between batches; it returns how much it did. `check` raises
        DatabaseBehind, for a service that reads nothing and has no place in the log to be held against. `group`: whose
        place in the log is used, the service's own unless it is given."""
        self.service = database.service
        self._database = database
        self._transport = transport
        self._handlers = handlers
        self._chore = chore
        self._limits = limits or WorkerLimits()
        self._inbox = Inbox(database.messaging)
        self._parking = Parking(database.messaging, database.clock)
        self._unknown = UnknownEvents(database)
        self._places = Places(database)
        of_places = partial(self._places.check, transport, group or database.service, subscriptions)
        self._unchecked: Callable[[], None] | None = of_places if subscriptions else check
        self._relay = Relay(database, transport)
        self._looks = LookRelay(database, transport)
        self._woken = threading.Event()
        self._open = partial(transport.reader, group or database.service, subscriptions) if subscriptions else None
        self._reader: Reader | None = None
        self.waits_for = ""
        """The kind of fault that this worker waits out; empty when it works."""
        self._rest = Rest(partial(data_version, database.engine))
        self._pause = self._limits.first_pause_seconds

    def run(self, stop: threading.Event, wait_seconds: float = WAIT_SECONDS) -> None:
        """Works until `stop` is set, then leaves the group. What another thread commits to the database wakes it."""
        own = threading.get_ident()

        def committed() -> None:
            if threading.get_ident() != own:
                self.wake()

        try:
            with self._database.listening(committed):
                while not stop.is_set():
                    self._work_or_wait(stop, wait_seconds)
        finally:
            self.close()

    def _work_or_wait(self, stop: threading.Event, wait_seconds: float) -> None:
        try:
            if not self.work_unless_resting(wait_seconds) and self._open is None:
                self._woken.wait(wait_seconds)
                self._woken.clear()
        except PASSING as error:
            self._wait_out(error, stop)
        else:
            self.waits_for, self._pause = "", self._limits.first_pause_seconds

    def _wait_out(self, error: Exception, stop: threading.Event) -> None:
        """What was read and not acknowledged is let go of, so that it is read again when the fault is over."""
        if not self.waits_for:
            log.warning("waits for a fault to pass", service=self.service, fault=type(error).__name__)
        self.waits_for = type(error).__name__
        self._let_go()
        self._pause = min(2 * self._pause, LONGEST_PAUSE_SECONDS)
        stop.wait(self._pause)

    def _let_go(self) -> None:
        reader, self._reader = self._reader, None
        try:
            self._rest.close()
            if reader is not None:
                reader.close()
        except PASSING as error:
            log.warning("passing fault", service=self.service, attempt=0, fault=type(error).__name__)

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
        self._check_places()
        done = self._trying(self._send_all)
        done += self._trying(self._chore) if self._chore else 0
        done += self._work_batch(wait_seconds)
        return done + (self._trying(self._send_all) if done else 0)

    def _send_all(self) -> int:
        return self._relay.send_all() + self._looks.send_all()

    def _check_places(self) -> None:
        """Once, before anything is sent or handled. Raises DatabaseBehind."""
        if self._unchecked:
            self._trying(self._unchecked)
            self._unchecked = None

    def close(self) -> None:
        if self._reader is not None:
            self._reader.close()
        self._rest.close()

    def retry_parked(self, event_id: str) -> int:
        """Tries a parked message again, with all others of the same client, oldest first; returns how many worked. The
        first failure stops it."""
        done = self._retry_line(event_id)
        self._trying(self._relay.send_all)
        return done

    def put_aside(self, event_id: str, user_id: str, why: str) -> int:
        """For good, as the second person who agrees with why; what waited behind it is worked. Returns how much that
        is. Raises Refused."""
        with self._database.unit() as unit:
            line = self._parking.line(unit.connection, event_id)
            self._database.lock_subjects(unit.connection, {line.subject if line else ""})
            self._parking.confirm_aside(unit.connection, event_id, user_id, why)
        return self.retry_parked(event_id)

    def _retry_line(self, event_id: str) -> int:
        """Looks again until nothing is left, for while the last ones are tried, more can come to wait behind them."""
        with self._database.reading() as connection:
            line = self._parking.in_line(connection, event_id)
        done = 0
        while line:
            for parked in line:
                if not self._retry(parked):
                    return done
                done += 1
            with self._database.reading() as connection:
                line = self._parking.of_client(connection, line[0].subject)
        return done

    def _retry(self, parked: Parked) -> bool:
        fault = self._work_parked(parked)
        if fault is not None:
            with self._database.unit() as unit:
                self._parking.give_reason(unit.connection, parked.event_id, *fault)
        return fault is None

    def _work_parked(self, parked: Parked) -> Fault | None:
        """Why it does not work, after everything was rolled back; None when it does, or somebody else was first."""
        try:
            lies = parked.record()
        except NotAnEvent as error:
            return Kind.UNREADABLE, str(error)
        found = self._trying(lambda: self._transport.opened(lies))
        if isinstance(found, Unreadable):
            return Kind.UNREADABLE, found.why
        event = found.event
        forgotten = isinstance(found, Forgotten)
        if not forgotten and (broken := self._broken(event)):
            return broken
        try:
            with self._database.unit() as unit:
                self._lock(unit.connection, [found])
                if self._parking.take_out(unit.connection, parked.event_id) and not forgotten:
                    self._apply_once(unit, event, remembered=parked.event_id)
        except REFUSALS as error:
            return _fault_of(error)
        return None

    def _apply_once(self, unit: Unit, event: Event, *, remembered: str) -> None:
        """What could not be read is remembered by its place, so its own id may be new, or known after all."""
        if event.id == remembered:
            self._apply(unit, [event])
        elif self._inbox.unseen(unit.connection, [event.id]):
            self._apply(unit, [event])
            self._inbox.remember(unit.connection, [event.id])

    def _work_batch(self, wait_seconds: float) -> int:
        if self._open is None:
            return 0
        if self._reader is None:
            self._reader = self._trying(self._open)
        reader = self._reader
        records = self._trying(lambda: reader.read(self._limits.batch, wait_seconds))
        if not records:
            return 0
        self._trying(lambda: self._handle(records))
        self._trying(reader.acknowledge)
        return len(records)

    def _handle(self, records: Sequence[Found]) -> None:
        try:
            self._handle_together(records)
        except REFUSALS as error:
            if len(records) == 1:
                self._park(records[0], _fault_of(error))
                return
            middle = len(records) // 2
            self._handle(records[:middle])
            self._handle(records[middle:])

    def _handle_together(self, records: Sequence[Found]) -> None:
        with self._database.unit() as unit:
            self._lock(unit.connection, records)
            self._places.move(unit.connection, records)
            blocked = self._parking.blocked_subjects(unit.connection)
            ids = [id_of(record) for record in records]
            fresh = self._inbox.unseen(unit.connection, ids)
            work: list[Event] = []
            for id_, record in zip(ids, records, strict=True):
                if id_ not in fresh:
                    continue
                fresh.discard(id_)
                fault = self._fault(record, blocked)
                if fault is not None:
                    self._set_apart(unit.connection, record, fault)
                    blocked.add(subject_of(record))
                elif isinstance(record, Record):
                    work.append(record.event)
            self._apply(unit, work)
            self._inbox.remember(unit.connection, [event.id for event in work])
            self._unknown.count(unit.connection, [event.type for event in work])

    def _lock(self, connection: Connection, records: Sequence[Found]) -> None:
        forgets = self._database.contracts.forgets
        if any(isinstance(record, Record) and forgets(record.event.type) for record in records):
            self._database.lock_for_erasing(connection)
        self._database.lock_subjects(connection, {subject_of(record) for record in records})

    def _fault(self, record: Found, blocked: Set[str]) -> Fault | None:
        """Why a record cannot be handled now, as far as can be told before trying."""
        if isinstance(record, Unreadable):
            return Kind.UNREADABLE, record.why
        if isinstance(record, Forgotten):
            return None
        if record.event.type not in self._handlers:
            return None
        if record.event.subject in blocked:
            return Kind.WAITS, WAITS
        return self._broken(record.event)

    def _broken(self, event: Event) -> Fault | None:
        broken = self._database.contracts.violations(event.type, event.data)
        if not broken:
            return None
        return Kind.BREAKS_CONTRACT, f"Het bericht is anders dan afgesproken: {in_dutch(broken)}."

    def _apply(self, unit: Unit, events: Sequence[Event]) -> None:
        for group in in_turns(event for event in events if event.type in self._handlers):
            self._handlers[group[0].type](unit, group)

    def _set_apart(self, connection: Connection, record: Found, fault: Fault) -> None:
        self._parking.park(connection, record, *fault)
        self._inbox.remember(connection, [id_of(record)])
        event = record.event if isinstance(record, Record) else None
        log.warning(
            "message parked",
            service=self.service,
            type=event.type if event else "",
            event_id=id_of(record),
            trace=trace_id(event.traceparent) if event else "",
            # Not the reason: it can hold what stood in the event.
            fault=fault[0].value,
        )

    def _park(self, record: Found, fault: Fault) -> None:
        with self._database.unit() as unit:
            self._places.move(unit.connection, [record])
            self._set_apart(unit.connection, record, fault)
            parked = self._parking.count(unit.connection, only_ours=True)
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


def _fault_of(error: Exception) -> Fault:
    """Of a refusal of the database only that it refused: its message quotes the row."""
    if isinstance(error, DataError):
        return Kind.UNSTORABLE, "In het bericht staat een waarde die de database niet bewaart."
    return Kind.UNWORKABLE, str(error)


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
