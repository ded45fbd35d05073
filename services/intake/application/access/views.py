"""What the screens and the API of access show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.intake.domain.access.grants import Granting, Standing
from shared.access import Role
from shared.granting import Grant


@dataclass(frozen=True, slots=True)
class GrantFilter:
    """What a list of grants is limited to, by what it is ordered (`name` or `begins`), and which part of it is shown;
    without a limit all."""

    role: Role | None = None
    municipality: str | None = None
    standing: Standing | None = None
    order: str = "name"
    descending: bool = False
    offset: int = 0
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class GrantView:
    """`may_...`: what this user may do to it today."""

    granting: Granting
    standing: Standing
    may_confirm: bool = False
    may_refuse: bool = False
    may_withdraw: bool = False
    may_change: bool = False


@dataclass(frozen=True, slots=True)
class GrantList:
    """A page of grants with how many there are; `per_standing` counts all that the user may see, which are those of
    `municipalities` and of providers."""

    grants: Sequence[GrantView]
    total: int
    per_standing: Mapping[Standing, int]
    municipalities: frozenset[str]


@dataclass(frozen=True, slots=True)
class GrantOffer:
    """For the form: the municipalities that the user can grant for, the day from which on a new grant can hold, and the
    grant to be changed; None for a new one."""

    municipalities: frozenset[str]
    today: date
    old: Grant | None
