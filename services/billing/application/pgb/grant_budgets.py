"""Opens, changes or withdraws the pgb budget of clients, books the difference, and keeps totals and early ends."""

from collections.abc import Mapping, Sequence
from datetime import date

from services.billing.application.pgb.ports import Work
from services.billing.domain.client.revisions import ClientRevision
from services.billing.domain.ledger.journal import Booking
from services.billing.domain.pgb.booking import bookings_of
from services.billing.domain.pgb.decided import BOOKED_THROUGH
from services.billing.domain.pgb.ends import BudgetEnd, budget_ends
from services.billing.domain.pgb.holding import Holding, changes_of
from services.billing.domain.pgb.renewal import next_holdings
from services.billing.domain.pgb.totals import TotalsChange, totals_change
from shared.access import system
from shared.law.book import LawBook, LawError
from shared.messaging.failures import Unworkable


@system
def grant_budgets(work: Work, clients: Sequence[ClientRevision]) -> None:
    """At most one revision of each client. What did not change is not booked and not recorded. Raises Unworkable for
    days of which the law book knows nothing."""
    held = work.holdings.of([client.client_id for client in clients])
    changed: dict[str, Sequence[Holding]] = {}
    ends: dict[str, Sequence[BudgetEnd]] = {}
    bookings: list[Booking] = []
    totals: list[TotalsChange] = []
    for client in clients:
        before = held.get(client.client_id, ())
        after = _next_holdings(work.law_book, client, before, _booked_through(work, client))
        booked = bookings_of(client, before, after)
        if after or before:
            changed[client.client_id] = after
            ends[client.client_id] = tuple(budget_ends(client, after))
        bookings.extend(booked)
        totals.append(totals_change(client, before, after, booked))
        for change in changes_of(client.revision, client.municipality, before, after, client.turn):
            work.record(change)
    work.holdings.replace(changed)
    work.budget_ends.replace(ends)
    work.journal.book(bookings)
    work.totals.add(totals)


def _booked_through(work: Work, client: ClientRevision) -> Mapping[str, date]:
    places = {each.decision.municipality for each in client.standing}
    return {place: work.choice(place, BOOKED_THROUGH, client.assessed_on).day for place in sorted(places)}


def _next_holdings(
    book: LawBook, client: ClientRevision, before: Sequence[Holding], booked_through: Mapping[str, date]
) -> Sequence[Holding]:
    try:
        return next_holdings(book, client, before, booked_through)
    except LawError as unknown:
        raise Unworkable(unknown.reason) from unknown
