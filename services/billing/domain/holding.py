"""The budget that a client holds, and what a change of it is in the books."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from services.billing.domain.ledger import NOTHING, BudgetAmounts, JournalEntry, changed, granted, withdrawn
from services.billing.domain.spans import Span
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

    `days` is empty unless the state is granted. `conditional`: at least one line is. `problem` is Dutch: why there is
    no budget, or why a granted one could not be renewed. `decided_on` is the day of the determination behind it.
    """

    client: str
    revision: int
    municipality: str
    decided_on: date
    state: HoldingState
    amounts: BudgetAmounts = NOTHING
    days: tuple[Span, ...] = ()
    conditional: bool = False
    provisional: bool = False
    lines: tuple[HeldLine, ...] = ()
    reasons: tuple[Reason, ...] = ()
    problem: str = ""

    @property
    def content(self) -> tuple[object, ...]:
        """What a change of the budget is a change of; a new revision alone is none."""
        return self.state, self.municipality, self.amounts, self.days, self.lines


@dataclass(frozen=True, slots=True)
class MunicipalEntry:
    """An entry in the books of one municipality."""

    municipality: str
    entry: JournalEntry


def booking(reference: str, booked_on: date, before: tuple[Holding, ...], after: Holding) -> tuple[MunicipalEntry, ...]:
    """The entries for the difference in the books; none when nothing changed.

    A budget that comes to another municipality is taken back in the books of the first and granted in those of the
    second, for the whole year: the day of a move is not delivered.
    """
    old = tuple((holding.municipality, holding.amounts) for holding in before)
    new = (after.municipality, after.amounts)
    if old and old[0][0] == new[0]:
        steps = [(new[0], old[0][1], new[1])]
    else:
        steps = [*((place, amounts, NOTHING) for place, amounts in old), (new[0], NOTHING, new[1])]
    return tuple(
        MunicipalEntry(place, _entry(booked_on, reference, was, now)) for place, was, now in steps if was != now
    )


def _entry(booked_on: date, reference: str, was: BudgetAmounts, now: BudgetAmounts) -> JournalEntry:
    if was == NOTHING:
        return granted(booked_on, reference, now)
    if now == NOTHING:
        return withdrawn(booked_on, reference, was)
    return changed(booked_on, reference, was, now)
