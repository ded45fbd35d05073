"""What the screens, the API and the commands ask. Reading only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from services.intake.domain.delivery.deliveries import DeliveryState
from services.intake.domain.delivery.totals import Difference
from services.intake.domain.mapping.rows import RowError

ACCEPTED, HELD_BACK = "accepted", "held-back"


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """A delivery with its totals. Rows and persons count what was taken in until now; `progress_lines` of `lines`.
    `persons_absent`: whom this sender delivered for this municipality before, and now no longer."""

    id: str
    state: DeliveryState
    municipality: str
    sender: str
    reference: str
    created: str
    file_name: str
    sha256: str
    reason: str
    lines: int
    progress_lines: int
    rows_delivered: int
    rows_accepted: int
    rows_held_back: int
    persons: int
    persons_transferred: int
    persons_held_back: int
    persons_absent: int
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """A row as delivered (texts by column name) with its errors. `client_id` is empty for who was never accepted;
    `client_key` is what makes rows of a sender the same client, and may hold a BSN."""

    number: int
    client_key: str
    client_id: str
    state: str
    values: dict[str, str]
    errors: tuple[RowError, ...]


@dataclass(frozen=True, slots=True)
class RowPage:
    """`next_after` is the number to ask the next page with; 0 when this is the last."""

    rows: Sequence[RowView]
    next_after: int


@dataclass(frozen=True, slots=True)
class ControlTotals:
    deliveries: int
    received_deliveries: int
    refused_deliveries: int
    rows_delivered: int
    rows_accepted: int
    rows_held_back: int
    persons_delivered: int
    persons_transferred: int
    persons_held_back: int


class Queries(Protocol):
    def deliveries(self, municipalities: Iterable[str], *, unclaimed: bool) -> Sequence[DeliveryView]:
        """The latest first. Those whose manifest names no municipality are for everybody: they hold no persons.
        `unclaimed`: also those of a municipality that we do not serve."""

    def delivery(self, delivery_id: str) -> DeliveryView:
        """Raises UnknownDelivery."""

    def rows(self, delivery_id: str, *, state: str, after: int, limit: int) -> RowPage:
        """Rows in the order of the file, of one state or, with an empty `state`, of both."""

    def totals(self) -> ControlTotals:
        """Over all municipalities, for `status`. A BSN counts as one person, under however many senders and numbers."""
