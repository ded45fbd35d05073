"""What the use cases need of the world. The adapters give it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from services.intake.domain.delivery.deliveries import Delivery, Manifest, Position
from services.intake.domain.mapping.rows import RowError
from services.intake.domain.person.persons import Person


class Unreadable(Exception):
    """A delivery or its manifest cannot be read. The message is Dutch: what is wrong and what to do."""


class UnknownDelivery(LookupError):
    """There is no delivery with this id."""


class Overtaken(Exception):
    """Another process did this step in the meantime; look again where the delivery stands."""


class Archive(Protocol):
    def keep(self, path: Path) -> str:
        """Keeps the file's bytes for good and returns their SHA-256 in hex. Raises FileNotFoundError."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file, its values in the order of COLUMNS. With a Dutch `fault` it could not be read as it should:
    the values are what was found, perhaps none, and `shown` is what the user can recognise the line by."""

    number: int
    values: Sequence[str]
    fault: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    lines: Sequence[Line]
    end: Position


class DeliveryFiles(Protocol):
    """The archived files, by their SHA-256."""

    def manifest(self, sha256: str) -> Manifest:
        """Raises Unreadable; an empty `sha256` means that no manifest came with the file."""

    def count_lines(self, sha256: str) -> int:
        """How many lines follow the header, blank ones too. Raises Unreadable when this is no delivery file."""

    def page(self, sha256: str, start: Position, limit: int) -> Page:
        """At most `limit` lines from `start`; blank lines are left out but keep their number."""


@dataclass(frozen=True, slots=True)
class StagedRow:
    """A checked row. `number` counts from 1 at the first line after the header; `bsn` is empty when it is not valid."""

    number: int
    client_key: str
    bsn: str
    accepted: bool
    values: Sequence[str]
    errors: Sequence[RowError] = ()


class Deliveries(Protocol):
    def add(self, delivery: Delivery) -> None:
        """Behind all earlier ones, in the order of arrival."""

    def has(self, delivery_id: str) -> bool: ...

    def find(self, delivery_id: str) -> Delivery:
        """Raises UnknownDelivery."""

    def oldest_waiting(self) -> Sequence[Delivery]:
        """The delivery that arrived first of those not yet taken in; empty when none waits."""

    def in_order(self) -> Sequence[Delivery]:
        """All deliveries in the order of arrival."""

    def advance(self, before: Delivery, after: Delivery) -> None:
        """Saves progress. Raises Overtaken when the delivery no longer stands where `before` says."""

    def wipe(self) -> None:
        """Forgets every delivery, row and person."""


class Rows(Protocol):
    def add(self, delivery_id: str, rows: Sequence[StagedRow]) -> None: ...

    def clients_after(self, delivery_id: str, client_key: str, limit: int) -> Sequence[StagedRow]:
        """All rows of the next clients, whole clients only, in order of client and number: at most `limit` rows, or
        all rows of one client when he has more."""

    def hold_back(self, delivery_id: str, findings: Mapping[int, RowError]) -> None: ...

    def shared_bsns(self, delivery_id: str, bsns: Sequence[str]) -> frozenset[str]:
        """Those of `bsns` that stand under more than one client in this delivery."""

    def with_bsns(self, delivery_id: str, bsns: Sequence[str]) -> Mapping[str, int]:
        """How many rows of this delivery have each of `bsns`."""

    def named(self, delivery_id: str, client_keys: Sequence[str]) -> frozenset[str]:
        """Those of `client_keys` that have a row in this delivery."""

    def count(self, delivery_id: str) -> tuple[int, int]:
        """How many rows are accepted, and how many held back."""


class Persons(Protocol):
    def of_sender(self, sender: str, client_keys: Sequence[str]) -> Mapping[str, Person]:
        """The persons already known, by client key."""

    def transferred_with(self, bsns: Sequence[str]) -> Mapping[str, Person]:
        """Who was transferred with these BSNs before, by BSN."""

    def not_in(self, delivery: Delivery) -> Sequence[str]:
        """Of every client of the delivery's sender, transferred in its municipality, whom it names neither by client
        key nor by BSN: the `told`."""

    def save(self, new: Sequence[Person], changed: Sequence[Person]) -> None: ...


@dataclass(frozen=True, slots=True)
class Stores:
    """The stores on one open transaction."""

    deliveries: Deliveries
    rows: Rows
    persons: Persons


StoresOn = Callable[[Any], Stores]
"""Makes the stores on an open connection: that of a unit of work, or one for reading only. The use cases hand it
through and never look inside, so that they know no database library."""

Progress = Callable[[int, int], None]
"""Called after every committed step with how much is done and how much there is: lines read plus clients settled."""


def no_progress(_done: int, _total: int) -> None:
    """For callers who do not show progress."""
