"""What the use cases of access ask of the world."""

from collections.abc import Mapping, Sequence, Set
from datetime import date, datetime
from typing import Any, Protocol

from services.intake.application.access.views import GrantFilter
from services.intake.domain.access.grants import Granting, Standing
from shared.granting import Door, Grant
from shared.region.values import ServedRegion

LOCK = frozenset({"access"})
"""One at a time decides on access: two who withdraw each other's right would otherwise leave nobody."""


class UnknownGrant(LookupError):
    """There is no grant with this id, which is the message."""


class Grantings(Protocol):
    def add(self, granting: Granting) -> None: ...

    def save(self, granting: Granting) -> None:
        """Keeps what was decided. Who may sign in follows in the same transaction."""

    def find(self, grant_id: str) -> Granting:
        """Raises UnknownGrant."""

    def has(self, grant_id: str) -> bool: ...

    def of_account(self, door: Door, account: str) -> Sequence[Granting]: ...

    def managers(self, day: date) -> Sequence[Grant]:
        """The grants of functional managers that hold on a day."""

    def was_ever_managed(self) -> bool:
        """Whether anybody was ever granted the role of a functional manager."""


class GrantQueries(Protocol):
    def grantings(self, municipalities: frozenset[str], wanted: GrantFilter, today: date) -> Sequence[Granting]:
        """For any of these municipalities, and those of providers."""

    def count_grantings(self, municipalities: frozenset[str], wanted: GrantFilter, today: date) -> int: ...

    def grantings_per_standing(self, municipalities: frozenset[str], today: date) -> Mapping[Standing, int]:
        """A standing without any is left out."""


class AccessWork(Protocol):
    """One open transaction."""

    grantings: Grantings
    region: ServedRegion

    @property
    def queries(self) -> GrantQueries: ...

    @property
    def today(self) -> date: ...

    @property
    def moment(self) -> datetime: ...

    def lock(self, names: Set[str]) -> None:
        """Keeps other processes that lock one of the same names waiting until this transaction ends."""

    def record(self, event: Any) -> None:
        """Tells the other services what happened, when and only when the transaction commits."""
