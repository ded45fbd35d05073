"""What every service hands to whoever runs it: one process for all, or one process per service and role."""

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from flask import Blueprint, Flask

from shared.digest import BusinessTable, digest
from shared.looks.written import LookRelay
from shared.messaging.inbox import Inbox
from shared.messaging.outbox import Relay
from shared.messaging.parking import Parking
from shared.messaging.places import Places
from shared.messaging.unit import Database
from shared.messaging.unknown import UnknownEvents
from shared.messaging.worker import Worker
from shared.quick import Quickly
from shared.ticks import Ticks
from shared.transport.contract import Transport, TransportUnavailable
from shared.transport.topics import Topic
from shared.web.app import WebContext, create_app
from shared.web.parked import ParkedMessages
from shared.web.parked_pages import parked_pages
from shared.web.steps import RecordedSteps

SENT_WITHIN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class EventCounts:
    """Events of one service: handled, sent, still to send, parked, of an unknown type or version, still to read."""

    received: int
    sent: int
    to_send: int
    parked: int
    unknown: int
    to_read: int


@dataclass(frozen=True, slots=True)
class Service:
    """A built service. `tick` does all work that is due on a day and returns how much; `totals` are its figures for
    the status; `rebuild` makes its projections again from the log. `prepare` looks what takes
    long in a day's tick and can be done ahead, and returns that work in steps, after each of which it can be left; it
    records nothing, and the outcome is the same without it. It asks again and again how many processes it may use.
    `ticks`: the days whose tick was done; None for a service
    of which nothing is ever due. `parked`: what could not be worked; None for a service that reads nothing. `steps`:
    what it recorded itself on the way to that."""

    name: str
    database: Database
    transport: Transport
    subscriptions: Sequence[Topic]
    business_tables: Sequence[BusinessTable]
    migrate: Callable[[], None]
    make_worker: Callable[[], Worker]
    make_web: Callable[[WebContext], Flask]
    tick: Callable[[date], int]
    totals: Callable[[], Mapping[str, object]]
    rebuild: Callable[[], None]
    prepare: Callable[[date, Callable[[], int]], Generator[None]]
    ticks: Ticks | None
    parked: ParkedMessages | None
    steps: RecordedSteps

    def web(
        self,
        context: WebContext,
        blueprints: Sequence[Blueprint],
        templates: Path,
        figures: Callable[[], dict[str, float]] = dict,
    ) -> Flask:
        """Its screens and API, with the health and the figures of every service; `figures` are its own."""

        def healthy() -> None:
            with self.database.reading() as connection:
                Places(self.database).refuse(connection)

        to_read = Quickly(self._to_read, (TransportUnavailable,))

        def gauges() -> dict[str, float]:
            own = {f"events_{name}": count for name, count in self._own_counts().items()}
            of_work = {"events_to_read": to_read.value(), "daily_work_late": len(self.late_ticks())}
            return own | of_work | self._parked_by_kind() | figures()

        of_parked = [parked_pages(self.parked)] if self.parked is not None else []
        return create_app(
            self.name,
            context,
            [*blueprints, *of_parked],
            templates=templates,
            healthy=healthy,
            gauges=gauges,
            late_ticks=self.late_ticks,
        )

    def _parked_by_kind(self) -> dict[str, int]:
        with self.database.reading() as connection:
            found = Parking(self.database.messaging, self.database.clock).count_by_kind(connection)
        return {f"parked_{kind.name.lower()}": count for kind, count in found.items()}

    def waiting(self) -> Sequence[str]:
        """Its own name, when events of it wait for longer than a worker needs to send them."""
        relays = (Relay(self.database, self.transport), LookRelay(self.database, self.transport))
        waiting = [since for relay in relays if (since := relay.waits_since()) is not None]
        return [self.name] if waiting and self.database.clock.now() - min(waiting) > SENT_WITHIN else []

    def late_ticks(self) -> dict[str, date]:
        """Since when this service's daily work is late, by its name; empty when it is not."""
        since = self.ticks.late_since() if self.ticks is not None else None
        return {self.name: since} if since is not None else {}

    def digest(self) -> str:
        with self.database.reading() as connection:
            return digest(connection, self.business_tables)

    def events(self) -> EventCounts:
        return EventCounts(**self._own_counts(), to_read=self._to_read())

    def _to_read(self) -> int:
        return self.transport.lag(self.name, self.subscriptions) if self.subscriptions else 0

    def _own_counts(self) -> dict[str, int]:
        """All that its own database tells."""
        messaging = self.database.messaging
        relay = Relay(self.database, self.transport)
        with self.database.reading() as connection:
            received = Inbox(messaging).count(connection)
            parked = Parking(messaging, self.database.clock).count(connection)
            unknown = UnknownEvents(self.database).total(connection)
        return {
            "received": received,
            "sent": relay.sent(),
            "to_send": relay.waiting(),
            "parked": parked,
            "unknown": unknown,
        }


def nothing_to_prepare(_day: date, _processes: Callable[[], int]) -> Generator[None]:
    """For a service whose tick holds nothing that takes long."""
    yield from ()
