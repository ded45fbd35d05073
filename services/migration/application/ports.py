"""What the use cases need of the world. The adapters give it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from services.migration.domain.agenda import Conversation, Plan, Wish
from services.migration.domain.clients import Determination, TransferredClient
from shared.access import User
from shared.calendar.days import LegalCalendar
from shared.events.envelope import Event
from shared.law.book import LawBook
from shared.messaging.unit import Database, Unit


@dataclass(frozen=True, slots=True)
class Arrival:
    """A transferred client, with the event that brought him. `determined_on`: the Dutch day of that event."""

    client: TransferredClient
    determined_on: date
    event: Event


@dataclass(frozen=True, slots=True)
class Booking:
    """A plan with the client's revision and municipality that it holds for."""

    plan: Plan
    revision: int
    municipality: str


@dataclass(frozen=True, slots=True)
class Known:
    """What of a client decides whether his plan still holds; `booking` is None without a plan of this revision.
    `known_since`: the day of the client's first delivery."""

    revision: int
    known_since: date
    municipality: str
    household_id: str
    reassess_until: date | None
    booking: Booking | None


@dataclass(frozen=True, slots=True)
class Check:
    """A delivery that intake finished. `expected`: clients that were transferred; `checked_on`: the Dutch day of the
    event, from which the reassessments are planned; `sequence`: its place among the events of intake."""

    delivery_id: str
    municipality: str
    expected: int
    checked_on: date
    sequence: int
    traceparent: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a checked delivery. `planned`: its clients are not waited for any longer; `refusal`: why it could
    not be planned, empty when it could or was not tried."""

    delivery_id: str
    planned: bool
    refusal: str


@dataclass(frozen=True, slots=True)
class ToPlan:
    """Clients of one municipality without a plan, with their revisions."""

    municipality: str
    wishes: Sequence[Wish]
    revisions: Mapping[str, int]


class Clients(Protocol):
    def known(self, ids: Sequence[str]) -> Mapping[str, Known]: ...

    def save(self, found: Sequence[Determination]) -> None:
        """Replaces what was known of these clients, their rights included."""

    def to_reassess(self, municipality: str) -> int:
        """How many clients of a municipality have a right to reassess, planned or not."""


class Plans(Protocol):
    def save(self, bookings: Sequence[Booking]) -> None:
        """Replaces the plans of these clients."""

    def drop(self, client_ids: Sequence[str]) -> None: ...

    def conversations(self, municipality: str) -> Sequence[Conversation]:
        """Every household's conversations that stand."""

    def to_plan(self, municipality: str, delivery_id: str) -> ToPlan:
        """The clients of a delivery that need a plan and have none."""

    def leftovers(self, today: date) -> Sequence[ToPlan]:
        """The clients that need a plan, have none, and for whom no delivery is still expected to bring one."""


class Deliveries(Protocol):
    def add_clients(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Delivery and client, as arrived; a pair that is there already changes nothing."""

    def add(self, checks: Sequence[Check]) -> None:
        """A delivery that is there already stays as it is."""

    def take(self, delivery_id: str) -> bool:
        """Marks a delivery as planned; False when somebody else did."""

    def refuse(self, delivery_id: str, reason: str) -> None:
        """The delivery cannot be planned; `reason` is for the functional manager."""

    def close_before(self, today: date) -> int:
        """Gives up waiting for deliveries that were checked before today; returns how many. The tick plans them."""

    def outcomes(self) -> Sequence[Outcome]:
        """Of the deliveries that were planned, given up or refused: own decisions, which no log tells."""

    def restore(self, outcomes: Sequence[Outcome]) -> None:
        """Gives deliveries that are there the outcome they had."""


@dataclass(frozen=True, slots=True)
class Stores:
    """The stores on one open transaction."""

    clients: Clients
    plans: Plans
    deliveries: Deliveries


StoresOn = Callable[[Unit], Stores]


class Queue(Protocol):
    def ready(self) -> Sequence[Check]:
        """Deliveries of which every client has arrived, not yet planned, in the order of intake per municipality.

        A delivery waits for earlier ones of its municipality that are known but not complete, so that the plan does
        not depend on the order in which partitions are read.
        """


class ReadLog(Protocol):
    def write(self, user: User, subjects: Iterable[str], purpose: str) -> None:
        """One line per person, written before the data is shown; `purpose` is Dutch."""


@dataclass(frozen=True, slots=True)
class Planner:
    """What planning needs. `policy`: municipal policy in the form of a law book."""

    database: Database
    stores: StoresOn
    queue: Queue
    book: LawBook
    policy: LawBook
    calendar: LegalCalendar
