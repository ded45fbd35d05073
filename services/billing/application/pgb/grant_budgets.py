"""Opens, changes or withdraws the pgb budget of clients, and books the difference."""

from collections.abc import Sequence

from services.billing.application.pgb.ports import Work
from services.billing.domain.client.revisions import ClientRevision
from services.billing.domain.ledger.journal import Booking
from services.billing.domain.pgb.booking import bookings_of
from services.billing.domain.pgb.holding import Holding, change_of
from services.billing.domain.pgb.renewal import next_holding
from shared.access import system
from shared.law.book import LawBook, LawError
from shared.messaging.failures import Unworkable


@system
def grant_budgets(work: Work, clients: Sequence[ClientRevision]) -> None:
    """At most one revision of each client. What did not change is not booked and not recorded. Raises Unworkable for
    days of which the law book knows nothing."""
    held = work.holdings.of([client.client_id for client in clients])
    holdings: list[Holding] = []
    bookings: list[Booking] = []
    for client in clients:
        before = held.get(client.client_id)
        after = _next_holding(work.law_book, client, before)
        if after is None:
            continue
        holdings.append(after)
        bookings.extend(bookings_of(client, before, after))
        if change := change_of(before, after):
            work.record(change)
    work.holdings.replace(holdings)
    work.journal.book(bookings)


def _next_holding(book: LawBook, client: ClientRevision, before: Holding | None) -> Holding | None:
    try:
        return next_holding(book, client, before)
    except LawError as unknown:
        raise Unworkable(str(unknown)) from unknown
