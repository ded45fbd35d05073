"""What a client's budgets add to the totals, per municipality and state; kept as differences, so that no page ever sums
all budgets."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from services.billing.domain.client.revisions import ClientFacts, ClientRevision
from services.billing.domain.ledger.journal import Account, Booking
from services.billing.domain.pgb.booking import balances_of
from services.billing.domain.pgb.holding import Holding

NO_BUDGET = "none"
"""The state of a client who was delivered a gross amount and holds no budget."""
BUDGETS, GROSS, CONTRIBUTION, NET = "budgets", "gross", "contribution", "net"
UNACCOUNTABLE, CONDITIONAL_GROSS, DELIVERED_GROSS = "unaccountable", "conditional_gross", "delivered_gross"
FIGURES = (BUDGETS, GROSS, CONTRIBUTION, NET, UNACCOUNTABLE, CONDITIONAL_GROSS, DELIVERED_GROSS, *Account)
"""The number of budgets; cents of budgets; and of each account the balance in the books, debit positive."""

F = TypeVar("F", bound=str)
Place = tuple[str, str]
"""A municipality and a state."""
Figures = Mapping[tuple[Place, str], int]


@dataclass(frozen=True, slots=True)
class TotalsChange:
    """What one client adds to the figures of municipalities and states; less than zero is taken off."""

    client_id: str
    figures: Figures


def totals_change(
    client: ClientRevision, before: Sequence[Holding], after: Sequence[Holding], bookings: Iterable[Booking]
) -> TotalsChange:
    """A budget that changes state takes its balances along; what is booked now comes on top."""
    change: Counter[tuple[Place, str]] = Counter()
    earlier = client if client.turn else client.earlier[-1] if client.earlier else None
    for sign, revision, holdings in ((-1, earlier, before), (1, client, after)):
        for holding in holdings:
            _add(change, _place(holding), _budget_figures(holding), sign)
        if revision is not None:
            place = (revision.municipality, _states(holdings).get(revision.municipality, NO_BUDGET))
            _add(change, place, {DELIVERED_GROSS: revision.facts.delivered_gross}, sign)
    states = _states(before) | _states(after)
    for holding in before:
        if states[holding.municipality] != holding.state:
            _add(change, _place(holding), balances_of(holding.amounts), -1)
            _add(change, (holding.municipality, states[holding.municipality]), balances_of(holding.amounts), 1)
    for booking in bookings:
        posted = {posting.account: posting.amount_cents for posting in booking.entry.postings}
        _add(change, (booking.municipality, states[booking.municipality]), posted, 1)
    return TotalsChange(client.client_id, {key: amount for key, amount in change.items() if amount})


def totals_without(client_id: str, facts: ClientFacts | None, held: Sequence[Holding]) -> TotalsChange:
    """The figures once the client is gone, of whom `facts` were assessed last; None when nothing ever was."""
    change: Counter[tuple[Place, str]] = Counter()
    for holding in held:
        _add(change, _place(holding), {**_budget_figures(holding), **balances_of(holding.amounts)}, -1)
    if facts is not None:
        place = (facts.municipality, _states(held).get(facts.municipality, NO_BUDGET))
        _add(change, place, {DELIVERED_GROSS: facts.delivered_gross}, -1)
    return TotalsChange(client_id, {key: amount for key, amount in change.items() if amount})


def _budget_figures(holding: Holding) -> Mapping[str, int]:
    amounts = holding.amounts
    return {
        BUDGETS: 1,
        GROSS: amounts.gross,
        CONTRIBUTION: amounts.contribution,
        NET: amounts.net,
        UNACCOUNTABLE: amounts.unaccountable,
        CONDITIONAL_GROSS: sum(line.gross for line in holding.lines if line.conditional),
    }


def _place(holding: Holding) -> Place:
    return holding.municipality, holding.state.value


def _states(holdings: Iterable[Holding]) -> dict[str, str]:
    return {holding.municipality: holding.state.value for holding in holdings}


def _add(change: Counter[tuple[Place, str]], place: Place, figures: Mapping[F, int], sign: int) -> None:
    for figure, amount in figures.items():
        change[place, str(figure)] += sign * amount
