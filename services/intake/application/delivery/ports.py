"""What the use cases of deliveries ask of the world."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from services.intake.application.delivery.views import ControlTotals, DeliveryFilter, DeliveryView, RowPage, Seen
from services.intake.application.person.ports import ForgottenClients, HeldBack, Persons
from services.intake.domain.delivery.deliveries import Delivery, DeliveryState, ManifestFile, Registered
from services.intake.domain.mapping.lines import Page, Position
from services.intake.domain.mapping.rows import RowError, RowState, StagedRow
from services.intake.domain.person.identity import Identities
from shared.access import User
from shared.law.book import LawBook
from shared.looks.purpose import Purpose
from shared.messaging.work import Works
from shared.region.values import ServedRegion


class UnknownDelivery(LookupError):
    """There is no delivery with this id, which is the message."""


class Overtaken(Exception):
    """Another process did this step in the meantime; look again where the delivery stands."""


class Archive(Protocol):
    """The delivered files as they came, by the SHA-256 of their bytes in hex."""

    def size(self, path: Path) -> int:
        """In bytes, without reading it; 0 when there is no such file."""

    def keep(self, path: Path) -> str | None:
        """Keeps the file's bytes for good and returns their SHA-256; None when there is no such file. What is kept
        already stays as it is, also when somebody who stood in it was forgotten since."""

    def manifest(self, sha256: str) -> ManifestFile:
        """Raises Unreadable."""

    def count_lines(self, sha256: str) -> int:
        """How many lines follow the header, blank ones too. Raises Unreadable when this is no delivery file."""

    def page(self, sha256: str, start: Position, limit: int) -> Page:
        """At most `limit` lines from `start`; blank lines are left out but keep their number."""


class Deliveries(Protocol):
    def add(self, registered: Registered) -> None:
        """Behind all earlier ones, in the order of arrival."""

    def has(self, delivery_id: str) -> bool: ...

    def find(self, delivery_id: str) -> Registered:
        """Raises UnknownDelivery."""

    def oldest_waiting(self) -> Delivery | None:
        """The delivery that arrived first of those still to be taken in; None when none waits."""

    def in_order(self) -> Sequence[Registered]:
        """All deliveries in the order of arrival."""

    def municipalities(self) -> Set[str]:
        """Of all deliveries that were checked; not of those that wait, so that the answer follows from the order of
        arrival alone."""

    def advance(self, before: Delivery, after: Delivery) -> None:
        """Saves progress. Raises Overtaken when the delivery no longer stands where `before` says."""

    def forget(self, delivery_id: str) -> None:
        """A delivery that could not be read, so it has no rows."""

    def wipe(self) -> None:
        """Forgets every delivery and row."""


class Rows(Protocol):
    def add(self, delivery_id: str, rows: Sequence[StagedRow]) -> None: ...

    def clients_after(self, delivery_id: str, client_key: str | None, limit: int) -> Sequence[StagedRow]:
        """All rows of the next clients, whole clients only, in order of client and number: at most `limit` rows, or
        all rows of one client with more. Starts with the first client when `client_key` is None."""

    def hold_back(self, delivery_id: str, findings: Mapping[int, RowError]) -> None:
        """Marks the rows with these numbers as held back, each for its reason."""

    def shared_bsns(self, delivery_id: str, bsns: Sequence[str]) -> frozenset[str]:
        """Those of `bsns` that stand under more than one client in this delivery."""

    def with_bsns(self, delivery_id: str, bsns: Sequence[str]) -> Mapping[str, int]:
        """How many rows of this delivery have each of `bsns`; those that no row has are left out."""

    def per_client(self, delivery_id: str, client_keys: Sequence[str]) -> Mapping[str, int]:
        """How many rows of this delivery each of `client_keys` has; those without one are left out."""

    def named(self, delivery_id: str, client_keys: Sequence[str]) -> frozenset[str]:
        """Those of `client_keys` that have a row in this delivery."""

    def accepted_of(self, delivery_id: str, client_key: str) -> Sequence[StagedRow]:
        """The accepted rows of one client, in the order of the file."""

    def count(self, delivery_id: str) -> Mapping[RowState, int]:
        """How many rows are in each state."""

    def left_out(self, delivery: Delivery) -> Sequence[str]:
        """Looks for clients that this sender transferred in this municipality before, and that no row of this delivery
        names by client key or BSN. Gives `last_named` of each."""


class Queries(Protocol):
    def deliveries(self, seen: Seen, wanted: DeliveryFilter) -> Sequence[DeliveryView]:
        """Those whose manifest names no municipality are for everybody: they hold no persons."""

    def count_deliveries(self, seen: Seen, wanted: DeliveryFilter) -> int: ...

    def deliveries_per_state(self, seen: Seen) -> Mapping[DeliveryState, int]:
        """How many the user may see in each state; a state without any is left out."""

    def delivery(self, delivery_id: str) -> DeliveryView:
        """Raises UnknownDelivery."""

    def rows(self, delivery_id: str, *, state: RowState | None, after: int, limit: int, skip: int = 0) -> RowPage:
        """Rows behind number `after`, in the order of the file, without the first `skip`; of one state, or of both when
        it is None."""

    def held_back_before(self, delivery_id: str, number: int) -> int:
        """How many held-back rows stand before this one in the file."""

    def totals(self) -> ControlTotals:
        """Over all municipalities. A BSN counts as one person, under however many senders and numbers."""


class ReadLog(Protocol):
    def write(self, user: User, subjects: Iterable[str], purpose: Purpose) -> None:
        """One look at all these persons, written before the data is shown."""


class DeliveryWork(Protocol):
    """One open transaction."""

    deliveries: Deliveries
    rows: Rows
    persons: Persons
    held_back: HeldBack
    forgotten_clients: ForgottenClients
    read_log: ReadLog
    identities: Identities
    region: ServedRegion

    @property
    def queries(self) -> Queries: ...

    @property
    def today(self) -> date: ...

    @property
    def traceparent(self) -> str:
        """The trace that this transaction is part of."""

    def lock(self, names: Set[str]) -> None:
        """Keeps other processes that lock one of the same names waiting until this transaction ends."""

    def record(self, event: Any) -> None:
        """Tells the other services what happened, when and only when the transaction commits."""


class DeliveryWorks(Works[DeliveryWork], Protocol):
    """Transactions, and what needs none."""

    @property
    def archive(self) -> Archive: ...

    @property
    def region(self) -> ServedRegion:
        """The municipalities whose deliveries are taken in."""

    @property
    def law(self) -> LawBook:
        """From which day on rights can be determined."""

    @property
    def passing(self) -> tuple[type[Exception], ...]:
        """What an error is when the world is away for a moment: the step is tried again later."""

    @property
    def accept_demo_numbers(self) -> bool:
        """Whether invented numbers pass as BSN."""

    def begin_for(self, delivery: Delivery) -> AbstractContextManager[DeliveryWork]:
        """As `begin`, in the trace of the delivery. For a silent delivery nothing is recorded."""


Progress = Callable[[int, int], None]
"""Called after every committed step with how much is done and how much there is: lines read plus clients settled."""


def no_progress(_done: int, _total: int) -> None:
    """For callers who do not show progress."""
