"""Which contribution regime applies to each function of clients."""

from collections.abc import Sequence

from services.billing.application.contribution.ports import Work
from services.billing.domain.client.revisions import ClientRevision
from services.billing.domain.contribution.charges import ContributionAssessed, charges_of
from shared.access import system
from shared.law.book import LawBook, LawError
from shared.messaging.failures import Unworkable


@system
def assess_regimes(work: Work, clients: Sequence[ClientRevision]) -> None:
    """At most one revision of each client; it replaces what was kept of the client. Raises Unworkable for days of which
    the law book knows nothing."""
    assessed = [_assessed(work.law_book, client) for client in clients]
    work.regimes.replace(assessed)
    for each in assessed:
        work.record(each)


def _assessed(book: LawBook, client: ClientRevision) -> ContributionAssessed:
    try:
        charges = charges_of(book, client)
    except LawError as unknown:
        raise Unworkable(unknown.reason) from unknown
    return ContributionAssessed(client.client_id, client.revision, client.municipality, charges)
