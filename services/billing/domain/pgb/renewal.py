"""What a client holds after a revision: a budget by the rules, none, or what is left of the budget that was there."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from services.billing.domain.client.revisions import ClientRevision
from services.billing.domain.client.year import FIRST_DAY
from services.billing.domain.contribution.charges import charges_of
from services.billing.domain.contribution.regimes import Regime
from services.billing.domain.pgb.budget import BudgetRefused, Holder, PgbLine, YearAmount
from services.billing.domain.pgb.calculation import budget_of, line_of, lines_of
from services.billing.domain.pgb.claims import Claim, asked, claims_of, right_cards
from services.billing.domain.pgb.holding import HeldLine, Holding, HoldingState
from shared.law.book import LawBook


def next_holding(book: LawBook, client: ClientRevision, before: Holding | None) -> Holding | None:
    """What the client holds after this revision; `before` is what they held.

    Who never had a pgb right holds nothing. An amount that was granted stands until the rules give another one, so that
    a fault in a later delivery takes nobody's money; but only on days on which the right still goes on. Raises LawError
    outside known law.
    """
    claims = claims_of(book, client)
    if not claims:
        return _withdrawn(book, client) if before else None
    try:
        lines = lines_of(book, client.year(book).first.year, [asked(claim) for claim in claims])
    except BudgetRefused as refusal:
        return _not_renewed(book, client, claims, before, str(refusal))
    return _granted(book, client, claims, lines)


def _withdrawn(book: LawBook, client: ClientRevision) -> Holding:
    on = client.rights.determined_on
    problem = book.sentence(FIRST_DAY, "no-pgb-left", on, year=client.year(book).first.year)
    return replace(_empty(client, HoldingState.WITHDRAWN), problem=problem)


def _not_renewed(
    book: LawBook, client: ClientRevision, claims: Sequence[Claim], before: Holding | None, problem: str
) -> Holding:
    """What was granted, cut to the days that are still owed: a pgb ends with the right (by death: RSA 2.6.12(1)a)."""
    lines = tuple(owed for line in before.lines for owed in _still_owed(line, claims)) if before else ()
    if before is None or not any(line.gross for line in lines):
        return replace(_empty(client, HoldingState.REFUSED), problem=problem)
    cut = _granted(book, client, claims, lines)
    standing = before if cut.lines == before.lines else cut
    return replace(standing, revision=client.revision, municipality=client.municipality, problem=problem)


def _still_owed(line: HeldLine, claims: Sequence[Claim]) -> Iterator[PgbLine]:
    year = YearAmount(line.label, line.year_gross, line.contribution_share)
    for claim in claims:
        if claim.function.id == line.function_id and (days := claim.days.within(line.days)):
            yield line_of(line.function_id, year, days)


def _granted(book: LawBook, client: ClientRevision, claims: Sequence[Claim], lines: tuple[PgbLine, ...]) -> Holding:
    holder = Holder(client.facts.birth_date, _charged_in_kind(book, client, claims), client.stays_in_kind())
    budget = budget_of(book, holder, lines)
    waiting = {claim.function.id for claim in claims if claim.right.conditional}
    held = tuple(_held(line, conditional=line.function_id in waiting) for line in lines)
    return replace(
        _empty(client, HoldingState.GRANTED),
        amounts=budget.amounts,
        days=budget.span,
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


def _charged_in_kind(book: LawBook, client: ClientRevision, claims: Sequence[Claim]) -> bool:
    in_use = {right.function_id for right in client.rights.rights if not right.conditional}
    charges = [charge for charge in charges_of(book, client) if charge.function_id in in_use]
    in_kind = [each.days for each in charges if each.outcome.regime is Regime.AWBZ_TRANSITION and each.days]
    as_pgb = [days for claim in claims if (days := claim.days.within(client.year(book)))]
    return any(one.overlaps(other) for one in in_kind for other in as_pgb)


def _empty(client: ClientRevision, state: HoldingState) -> Holding:
    return Holding(client.client_id, client.revision, client.municipality, client.rights.determined_on, state)
