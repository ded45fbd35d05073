"""What a client holds after a case: a budget by the rules, none, or what is left of the budget that was there."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from services.billing.domain.budget import BudgetRefused, Holder, PgbLine, YearAmount
from services.billing.domain.case import YEAR, Case
from services.billing.domain.charges import charges_of
from services.billing.domain.claims import Claim, asked, claims_of, right_cards
from services.billing.domain.holding import HeldLine, Holding, HoldingState
from services.billing.domain.pgb import budget_of, line_of, lines_of
from services.billing.domain.regimes import Regime
from services.billing.domain.spans import year_span
from shared.law.book import LawBook

NO_RIGHT = "Er is geen recht op een pgb meer in 2015."


def next_holding(book: LawBook, case: Case, before: tuple[Holding, ...]) -> tuple[Holding, ...]:
    """What the client holds after this case: nothing, or one holding. `before` is what it held, likewise.

    Who never had a pgb right holds nothing. An amount that was granted stands until the rules give another one, so that
    a fault in a later delivery takes nobody's money; but only on days on which the right still goes on. Raises LawError
    outside known law, KeyError for a right to a function that was not delivered.
    """
    claims = claims_of(book, case)
    if not claims:
        return tuple(replace(_empty(case, HoldingState.WITHDRAWN), problem=NO_RIGHT) for _ in before)
    try:
        lines = lines_of(book, YEAR, [asked(claim) for claim in claims])
    except BudgetRefused as refusal:
        return (_not_renewed(book, case, claims, before, str(refusal)),)
    return (_granted(book, case, claims, lines),)


def _not_renewed(
    book: LawBook, case: Case, claims: Sequence[Claim], before: tuple[Holding, ...], problem: str
) -> Holding:
    """What was granted, cut to the days that are still owed: a pgb ends with the right (by death: RSA 2.6.12(1)a)."""
    for held in before:
        lines = tuple(part for line in held.lines for part in _still_owed(line, claims))
        if any(line.gross for line in lines):
            cut = _granted(book, case, claims, lines)
            standing = held if cut.lines == held.lines else cut
            return replace(standing, revision=case.revision, municipality=case.facts.municipality, problem=problem)
    return replace(_empty(case, HoldingState.REFUSED), problem=problem)


def _still_owed(line: HeldLine, claims: Sequence[Claim]) -> Iterator[PgbLine]:
    year = YearAmount(line.label, line.year_gross, line.contribution_share)
    for claim in claims:
        if claim.function.id == line.function_id:
            for day in claim.right.days_of(line.days):
                yield line_of(line.function_id, year, day)


def _granted(book: LawBook, case: Case, claims: Sequence[Claim], lines: tuple[PgbLine, ...]) -> Holding:
    holder = Holder(case.facts.birth_date, _charged_in_kind(book, case, claims), case.stays_in_kind())
    budget = budget_of(book, holder, lines)
    waiting = {claim.function.id for claim in claims if claim.right.conditional}
    held = tuple(_held(line, conditional=line.function_id in waiting) for line in lines)
    return replace(
        _empty(case, HoldingState.GRANTED),
        amounts=budget.amounts,
        days=(budget.span,),
        conditional=any(line.conditional for line in held),
        provisional=budget.provisional,
        lines=held,
        reasons=(*right_cards(book, claims, lines), *budget.reasons),
    )


def _held(line: PgbLine, *, conditional: bool) -> HeldLine:
    return HeldLine(
        function_id=line.function_id,
        label=line.year.label,
        days=line.span,
        conditional=conditional,
        year_gross=line.year.cents,
        contribution_share=line.year.contribution_share,
        gross=line.gross,
        calculation=line.calculation,
    )


def _charged_in_kind(book: LawBook, case: Case, claims: Sequence[Claim]) -> bool:
    in_use = {right.function_id for right in case.rights.rights if not right.conditional}
    charges = (charge for charge in charges_of(book, case) if charge.function_id in in_use)
    days = [span for each in charges if each.outcome.regime is Regime.AWBZ_TRANSITION for span in each.days]
    pgb = [part for claim in claims for part in claim.right.days_of(year_span(YEAR))]
    return any(span.overlaps(part) for span in days for part in pgb)


def _empty(case: Case, state: HoldingState) -> Holding:
    return Holding(case.client, case.revision, case.facts.municipality, case.rights.determined_on, state)
