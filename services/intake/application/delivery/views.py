"""What the screens, the API and the commands show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.intake.domain.delivery.deliveries import DeliveryState
from services.intake.domain.delivery.totals import Difference
from services.intake.domain.mapping.rows import RowError, RowState


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """A delivery with its totals. Rows and persons count what was taken in until now; `progress_lines` of `lines`.
    What the manifest says is None when it cannot be read. `persons_absent`: whom this sender delivered for this
    municipality before, and now no longer."""

    id: str
    state: DeliveryState
    municipality: str | None
    sender: str | None
    reference: str | None
    created: str | None
    file_name: str
    sha256: str
    reason: str | None
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
    """A row as delivered (texts by column name) with its errors. `client_id` is None for a person who was
    never accepted; `client_key` is what makes rows of a sender the same client, and may hold a BSN."""

    number: int
    client_key: str
    client_id: str | None
    state: RowState
    values: Mapping[str, str]
    errors: tuple[RowError, ...]


@dataclass(frozen=True, slots=True)
class RowPage:
    """`next_after` is the number to ask the next page with; None when this is the last."""

    rows: Sequence[RowView]
    next_after: int | None = None


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
