"""The unit of work: state and events in one transaction."""

import hashlib
import threading
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import uuid_utils
from sqlalchemy import Connection, Engine, func, select

from shared.clock import Clock
from shared.database import reading
from shared.events.contracts import CONTRACTS, Contracts
from shared.events.envelope import Event, encode_data, event_type, outgrows, source_urn
from shared.events.tracing import child_traceparent, new_traceparent
from shared.messaging.failures import EventTooLarge
from shared.messaging.tables import MessagingTables
from shared.storing import insert_rows
from shared.transport.topics import TOPICS


@dataclass(slots=True)
class Unit:
    """One open transaction, at one moment. What is recorded here goes out when, and only when, it commits."""

    connection: Connection
    service: str
    moment: datetime
    traceparent: str
    contracts: Contracts = CONTRACTS
    silent: bool = False
    said_before: Set[bytes] = frozenset()
    rows: list[dict[str, Any]] = field(default_factory=list)
    said: list[dict[str, Any]] = field(default_factory=list)

    def record(self, name: str, subject: str, data: Mapping[str, Any], *, cause: Event | None = None) -> None:
        """Puts `nl.zachte-landing.<service>.<name>.v1` about `subject` in the outbox. A silent unit puts nothing there,
        and no unit what was `said_before`. Raises ContractBroken, and EventTooLarge."""
        type_ = event_type(self.service, name)
        if self.silent or (self.said_before and fingerprint(type_, subject, data) in self.said_before):
            return
        self.contracts.check(type_, data)
        said = encode_data(data)
        if outgrows(said):
            raise EventTooLarge(
                f"Wat hierover te melden is ({name}), is te groot voor één bericht ({len(said)} tekens). Verdeel het "
                "over kleinere stukken."
            )
        id_ = str(uuid_utils.uuid7())
        self.rows.append(
            {
                "id": id_,
                "type": type_,
                "subject": subject,
                "time": self.moment.isoformat(),
                "traceparent": child_traceparent(cause.traceparent if cause else self.traceparent),
                "causationid": cause.id if cause else "",
                "sent": False,
            }
        )
        self.said.append({"event_id": id_, "data": said})


def fingerprint(event_type_: str, subject: str, data: Mapping[str, Any]) -> bytes:
    """Equal for two events that say the same, whenever and for whatever cause they were recorded."""
    return hashlib.sha256(f"{event_type_}\n{subject}\n{encode_data(data)}".encode()).digest()


ERASING = -1
"""The number of the lock of an erasure; partitions count from 0."""


class Database:
    """A service's own database, with the outbox beside the state."""

    def __init__(
        self,
        *,
        service: str,
        organisation: str,
        engine: Engine,
        messaging: MessagingTables,
        clock: Clock,
        contracts: Contracts = CONTRACTS,
    ) -> None:
        """`contracts`: what this service's events are held to; another folder only where a test invents a service."""
        self.service = service
        self.organisation = organisation
        self.source = source_urn(organisation, service)
        self.engine = engine
        self.messaging = messaging
        self.clock = clock
        self.contracts = contracts
        self._said_before: Set[bytes] = frozenset()
        self._in_thread = threading.local()
        self._listeners: list[Callable[[], None]] = []

    def without_repeating(self, fingerprints: Set[bytes]) -> "Database":
        """The same database, whose units do not record again what was recorded before it was lost."""
        again = Database(
            service=self.service,
            organisation=self.organisation,
            engine=self.engine,
            messaging=self.messaging,
            clock=self.clock,
            contracts=self.contracts,
        )
        again._said_before = fingerprints
        return again

    @contextmanager
    def unit(self, traceparent: str = "", *, silent: bool = False, delays_erasing: bool = False) -> Iterator[Unit]:
        """Commits at the end, together with the events that were recorded; rolls all back on any exception.

        `delays_erasing`: for what a person or the day's work does. What it reads of a client is there until it commits,
        for an erasure waits for it, and it for an erasure that goes on; or it would write about who is forgotten.

        One unit inside another of the same thread is a fault of ours: on SQLite it waits for what waits for it.
        """
        with self._only_one(), self.engine.begin() as connection:
            if delays_erasing:
                self._lock(connection, "pg_advisory_xact_lock_shared", ERASING)
            moment, trace = self.clock.now(), traceparent or new_traceparent()
            unit = Unit(connection, self.service, moment, trace, self.contracts, silent, self._said_before)
            yield unit
            insert_rows(connection, self.messaging.outbox, unit.rows)
            insert_rows(connection, self.messaging.outbox_data, unit.said)
        for on_commit in self._listeners:
            on_commit()

    @contextmanager
    def _only_one(self) -> Iterator[None]:
        if getattr(self._in_thread, "is_open", False):
            raise RuntimeError(f"a unit of {self.service} was opened inside another one; open it before or after")
        self._in_thread.is_open = True
        try:
            yield
        finally:
            self._in_thread.is_open = False

    @contextmanager
    def listening(self, on_commit: Callable[[], None]) -> Iterator[None]:
        """Meanwhile `on_commit` is called after every unit that commits, by the thread that committed it."""
        self._listeners = [*self._listeners, on_commit]
        try:
            yield
        finally:
            self._listeners = [each for each in self._listeners if each != on_commit]

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with reading(self.engine) as connection:
            yield connection

    def lock_subjects(self, connection: Connection, subjects: set[str]) -> None:
        """Keeps two workers from handling one subject at once when its events come over different topics.

        On PostgreSQL one advisory lock per partition is taken, in a fixed order.
        """
        topic = TOPICS[self.service]
        for stripe in sorted({topic.partition_of(subject) for subject in subjects}):
            self._lock(connection, "pg_advisory_xact_lock", stripe)

    def lock_for_erasing(self, connection: Connection) -> None:
        """Until no `unit` is open that delays it. It comes before any other lock: who holds one up may wait for
        those."""
        self._lock(connection, "pg_advisory_xact_lock", ERASING)

    def _lock(self, connection: Connection, how: str, number: int) -> None:
        """SQLite has one writer anyway."""
        if connection.dialect.name == "postgresql":
            connection.execute(select(getattr(func, how)(number)))
