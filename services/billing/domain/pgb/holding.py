"""The budget that a client holds, and what happened to it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from services.billing.domain.client.spans import Span
from services.billing.domain.pgb.budget import NOTHING, BudgetAmounts
from shared.law.reasons import Reason


class HoldingState(StrEnum):
    """`refused`: there is a right, but the delivered facts give no amount; somebody must look."""

    GRANTED = "granted"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A line of a budget, with the id of its function; amounts in cents, the calculation in Dutch.

    `contribution_share` is the part of the gross that is contribution before the ceiling. `conditional`: not in use, so
    usable only after the college could give its view (Wmo 2015 8.3(2)).
    """

    function_id: str
    label: str
    days: Span
    conditional: bool
    year_gross: int
    contribution_share: Decimal
    gross: int
    calculation: str


@dataclass(frozen=True, slots=True)
class Holding:
    """A client's budget for the year as it now stands.

    `days` are there when the state is granted. `conditional`: at least one line is. `problem` is Dutch: why there is no
    budget, or why a granted one could not be renewed. `decided_on` is the day of the determination behind it.
    """

    client_id: str
    revision: int
    municipality: str
    decided_on: date
    state: HoldingState
    amounts: BudgetAmounts = NOTHING
    days: Span | None = None
    conditional: bool = False
    provisional: bool = False
    lines: tuple[HeldLine, ...] = ()
    reasons: tuple[Reason, ...] = ()
    problem: str | None = None

    @property
    def content(self) -> tuple[object, ...]:
        """What a change of the budget is a change of; a new revision alone is none."""
        return self.state, self.municipality, self.amounts, self.days, self.lines


@dataclass(frozen=True, slots=True)
class BudgetGranted:
    """A budget was granted, or its amounts, days, lines or municipality changed."""

    holding: Holding


@dataclass(frozen=True, slots=True)
class BudgetWithdrawn:
    """Nothing of a granted budget was left; the holding's `problem` says why."""

    holding: Holding


def change_of(before: Holding | None, after: Holding) -> BudgetGranted | BudgetWithdrawn | None:
    """What happened to the budget, for others to know; None when it is the same as before, or still no budget."""
    if before is not None and before.content == after.content:
        return None
    if after.state is HoldingState.GRANTED:
        return BudgetGranted(after)
    if before is not None and before.state is HoldingState.GRANTED:
        return BudgetWithdrawn(after)
    return None
