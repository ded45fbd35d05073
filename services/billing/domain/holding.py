"""The budget that a client holds: what the rules make of a case, and what that changes in the books."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from services.billing.domain.budget import BudgetRefused, Holder
from services.billing.domain.case import YEAR, Case
from services.billing.domain.charges import charges_of
from services.billing.domain.claims import Claim, claims_of, named_lines, right_cards
from services.billing.domain.ledger import NOTHING, BudgetAmounts, JournalEntry, changed, granted, withdrawn
from services.billing.domain.pgb import grant_budget
from services.billing.domain.regimes import Regime
from services.billing.domain.spans import Span
from shared.law.book import LawBook
from shared.law.reasons import Reason

NO_RIGHT = "Er is geen recht op een pgb meer in 2015."


class HoldingState(StrEnum):
    """`refused`: there is a right, but the delivered facts give no amount; somebody must look."""

    GRANTED = "granted"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A line of a budget, with the id of its function; amounts in cents, the calculation in Dutch."""

    function_id: str
    label: str
    days: Span
    year_gross: int
    gross: int
    calculation: str


@dataclass(frozen=True, slots=True)
class Holding:
    """A client's budget for the year as it now stands.

    `days` is empty unless the state is granted. `problem` is Dutch: why there is no budget, or why a granted one could
    not be renewed. `decided_on` is the day of the determination behind it.
    """

    client: str
    revision: int
    municipality: str
    decided_on: date
    state: HoldingState
    amounts: BudgetAmounts = NOTHING
    days: tuple[Span, ...] = ()
    provisional: bool = False
    lines: tuple[HeldLine, ...] = ()
    reasons: tuple[Reason, ...] = ()
    problem: str = ""

    @property
    def content(self) -> tuple[object, ...]:
        """What a change of the budget is a change of; a new revision alone is none."""
        return self.state, self.municipality, self.amounts, self.days, self.lines


def next_holding(book: LawBook, case: Case, before: tuple[Holding, ...]) -> tuple[Holding, ...]:
    """What the client holds after this case: nothing, or one holding. `before` is what it held, likewise.

    Who never had a pgb right holds nothing. An amount that was granted stands until the rules give another one, so that
    a fault in a later delivery takes nobody's money. Raises LawError outside known law, KeyError for a right to a
    function that was not delivered.
    """
    try:
        claims = claims_of(book, case)
        if not claims:
            return tuple(_without_right(case) for _ in before)
        return (_granted(book, case, claims),)
    except BudgetRefused as refusal:
        return (_not_renewed(case, before, str(refusal)),)


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


def _granted(book: LawBook, case: Case, claims: tuple[Claim, ...]) -> Holding:
    holder = Holder(
        case.facts.birth_date,
        other_contributions=_other_contributions(book, case, claims),
        stays=case.stays_in_kind(),
    )
    budget = grant_budget(book, YEAR, holder, [claim.asked for claim in claims])
    lines = tuple(
        HeldLine(function_id, line.year.label, line.span, line.year.cents, line.gross, line.calculation)
        for function_id, line in named_lines(book, claims, budget)
    )
    return replace(
        _empty(case, HoldingState.GRANTED),
        amounts=budget.amounts,
        days=(budget.span,),
        provisional=budget.provisional,
        lines=lines,
        reasons=right_cards(book, claims, budget),
    )


def _other_contributions(book: LawBook, case: Case, claims: tuple[Claim, ...]) -> int | None:
    """Unknown when charged care in kind runs beside the pgb: it is due per hour received, which nobody tells us."""
    in_kind = (charge for charge in charges_of(book, case) if charge.outcome.regime is Regime.AWBZ_TRANSITION)
    days = [span for charge in in_kind for span in charge.days]
    beside = any(span.overlaps(claim.asked.right) for span in days for claim in claims)
    return None if beside else 0


def _without_right(case: Case) -> Holding:
    return replace(_empty(case, HoldingState.WITHDRAWN), problem=NO_RIGHT)


def _not_renewed(case: Case, before: tuple[Holding, ...], problem: str) -> Holding:
    if before and before[0].state is HoldingState.GRANTED:
        return replace(before[0], revision=case.revision, municipality=case.facts.municipality, problem=problem)
    return replace(_empty(case, HoldingState.REFUSED), problem=problem)


def _empty(case: Case, state: HoldingState) -> Holding:
    return Holding(case.client, case.revision, case.facts.municipality, case.rights.determined_on, state)
