"""The pgb that decisions under the Wmo 2015 give (2.3.6), beside or after the old one.

Nothing is withheld from it as contribution (the CAK collects that, 2.1.4(6)), and no part of it needs no account: both
are rules of the AWBZ. It is booked per calendar year, through the day that the municipality chose.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from services.billing.domain.client.care import DeliveryForm, Domain, Function
from services.billing.domain.client.decided import DecidedCare, decided_care
from services.billing.domain.client.revisions import ClientRevision
from services.billing.domain.client.route import DecisionKind
from services.billing.domain.client.spans import Span, year_span
from services.billing.domain.pgb.budget import NOTHING, BudgetAmounts, YearAmount
from services.billing.domain.pgb.calculation import line_of
from services.billing.domain.pgb.holding import HeldLine, Holding, HoldingState
from shared.dutch import amount
from shared.law.book import LawBook
from shared.law.reasons import Reason, reason

DECIDED = "pgb.decided"
BOOKED_THROUGH = "pgb.booked-through"
"""The choice of a municipality: through which day a pgb of a decision stands in the books."""


def without_decisions(holding: Holding) -> Holding | None:
    """The old pgb alone, as it was before decisions came to it; None when there was none."""
    lines = tuple(line for line in holding.lines if line.decision_id is None)
    cards = tuple(card for card in holding.reasons if card.rule != DECIDED)
    if lines == holding.lines and cards == holding.reasons:
        return holding
    if holding.problem in {card.explanation for card in holding.reasons if card.rule == DECIDED}:
        holding = replace(holding, state=HoldingState.GRANTED, problem=None)
    if not lines and holding.state is HoldingState.GRANTED:
        return None
    gross = sum(line.gross for line in holding.lines if line.decision_id)
    amounts = replace(holding.amounts, gross=holding.amounts.gross - gross) if lines else NOTHING
    return replace(holding, amounts=amounts, days=_days_of(lines), lines=lines, reasons=cards, decided_from=None)


def with_decisions(
    book: LawBook,
    client: ClientRevision,
    holdings: Sequence[Holding],
    booked_through: Mapping[str, date],
) -> tuple[Holding, ...]:
    """The old pgbs together with those of decisions, each in the books of the municipality that decided."""
    found = {each.municipality: each for each in holdings}
    for care in decided_care(client):
        if care.provision.form is not DeliveryForm.PGB:
            continue
        place = care.decision.municipality
        mine = found.get(place) or Holding(
            client.client_id, client.revision, place, client.assessed_on, HoldingState.GRANTED
        )
        yearly = care.provision.yearly_cents or _amount_before(care, found.values())
        lines = tuple(_lines_of(care, yearly, booked_through[place])) if yearly else ()
        card = _card(book, care, yearly)
        found[place] = _added(mine, lines, card) if yearly else _without_amount(mine, card)
    return tuple(each for each in found.values() if each.lines or each.state is not HoldingState.GRANTED)


def _added(holding: Holding, lines: tuple[HeldLine, ...], card: Reason) -> Holding:
    together = (*holding.lines, *lines)
    kept = holding.amounts if holding.lines else NOTHING
    granted = holding.state in (HoldingState.GRANTED, HoldingState.WITHDRAWN) and together
    return replace(
        holding,
        state=HoldingState.GRANTED if granted else holding.state,
        amounts=BudgetAmounts(kept.gross + sum(line.gross for line in lines), kept.contribution, kept.unaccountable),
        days=_days_of(together),
        lines=together,
        reasons=(*holding.reasons, card),
        problem=None if holding.state is HoldingState.WITHDRAWN else holding.problem,
        decided_from=min((line.days.first for line in together if line.decision_id), default=None),
    )


def _without_amount(holding: Holding, card: Reason) -> Holding:
    """Somebody has to find the amount. What is granted stands."""
    state = HoldingState.REFUSED if not holding.lines and holding.state is not HoldingState.WAITING else holding.state
    return replace(holding, state=state, problem=holding.problem or card.explanation, reasons=(*holding.reasons, card))


def _lines_of(care: DecidedCare, yearly: int, through: date) -> Iterator[HeldLine]:
    """One per calendar year (by days, as the old pgb): each year has books of its own."""
    first, last = care.days.first, min(care.days.last, through)
    for year in range(first.year, last.year + 1):
        days = Span(first, last).within(year_span(year)) if first <= last else None
        if days is None:
            continue
        line = line_of(care.id, YearAmount(_label(care), yearly, Decimal(0)), days)
        yield HeldLine(
            function_id=care.id,
            word=care.provision.word,
            domain=Domain.PROTECTED_LIVING if care.provision.word == Function.STAY else Domain.WMO,
            label=line.year.label,
            days=days,
            conditional=False,
            year_gross=yearly,
            contribution_share=Decimal(0),
            gross=line.gross,
            calculation=line.calculation,
            decision_id=care.decision.decision_id,
        )


def _label(care: DecidedCare) -> str:
    return f"{care.care}, besluit Wmo"


def _amount_before(care: DecidedCare, held: Iterable[Holding]) -> int | None:
    """A prolongation that names no amount goes on with the yearly amount of the same care, the one that ran last."""
    if care.decision.kind is not DecisionKind.PROLONGATION:
        return None
    same_care = [line for each in held for line in each.lines if line.word == care.provision.word]
    lines = [line for line in same_care if line.days.first < care.days.first]
    last = max((line.days.last for line in lines), default=None)
    return sum(line.year_gross for line in lines if line.days.last == last) or None


def _card(book: LawBook, care: DecidedCare, yearly: int | None) -> Reason:
    prolonged = care.decision.kind is DecisionKind.PROLONGATION
    sentence = "amount-unknown" if yearly is None else "prolonged" if prolonged else "begins"
    until = () if care.days.last == date.max else ("until",)
    return reason(
        book,
        DECIDED,
        care.days.first,
        sentence,
        forms=until,
        inputs={
            "decision": care.decision.decision_id,
            "madeOn": care.decision.made_on,
            "function": care.provision.word,
            "from": care.days.first,
            "until": "" if care.days.last == date.max else care.days.last,
        },
        result="unknown" if yearly is None else yearly,
        care=care.care,
        made_on=care.decision.made_on,
        yearly="" if yearly is None else amount(yearly),
        first_day=care.days.first,
        last_day=care.days.last,
    )


def _days_of(lines: Sequence[HeldLine]) -> Span | None:
    return Span(min(line.days.first for line in lines), max(line.days.last for line in lines)) if lines else None
