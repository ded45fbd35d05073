"""What the screens, the API and the commands show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.intake.domain.delivery.deliveries import DeliveryState
from services.intake.domain.delivery.totals import Difference
from services.intake.domain.mapping.rows import RowError, RowState
from shared.access import Role, User


@dataclass(frozen=True, slots=True)
class Seen:
    """What a user may see: what belongs to `municipalities`, and with `served` also what belongs to a municipality that
    is not among those."""

    municipalities: frozenset[str]
    served: frozenset[str] | None = None

    @classmethod
    def by(cls, user: User, served: frozenset[str]) -> "Seen":
        """A delivery for a municipality that we do not serve must not lie unseen: the functional manager sees it."""
        return cls(user.municipalities, served if user.role is Role.FUNCTIONAL_MANAGER else None)

    def covers(self, municipality: str) -> bool:
        return municipality in self.municipalities or (self.served is not None and municipality not in self.served)


@dataclass(frozen=True, slots=True)
class DeliveryFilter:
    """What a list of deliveries is limited to, by what it is ordered (`arrival`, `created`, `reference` or
    `held_back`), and which part of it is shown; without a limit all."""

    municipality: str | None = None
    state: DeliveryState | None = None
    order: str = "arrival"
    descending: bool = True
    offset: int = 0
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """A delivery with its totals. Rows and persons count what was taken in until now; `progress_lines` of `lines`.
    What the manifest says is None when it cannot be read. `persons_absent`: whom this sender delivered for this
    municipality before, and now no longer. `rows_erased` were of people who are forgotten since; they are counted, and
    no longer there."""

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
    rows_erased: int = 0


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
class DeliveryList:
    """A page of deliveries with how many there are; `per_state` counts all that the user may see."""

    deliveries: Sequence[DeliveryView]
    total: int
    per_state: Mapping[DeliveryState, int]


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
    failed_deliveries: int = 0
