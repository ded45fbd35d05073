"""Which contribution regime applies to each function of clients."""

from collections.abc import Sequence

from services.billing.application.contribution.ports import Work
from services.billing.domain.client.revisions import ClientRevision
from services.billing.domain.contribution.charges import ContributionAssessed, charges_of
from services.billing.domain.contribution.decided import PROLONGATION, decided_charges_of
from shared.access import system
from shared.law.book import LawError
from shared.messaging.failures import Unworkable


@system
def assess_regimes(work: Work, clients: Sequence[ClientRevision]) -> None:
    """At most one revision of each client; it replaces what was kept of the client. What the route told is recorded
    when it changes something, every revision once. Raises Unworkable for days of which
    the law book knows nothing."""
    before = work.regimes.of([client.client_id for client in clients if client.turn])
    assessed = [_assessed(work, client) for client in clients]
    work.regimes.replace(assessed)
    for each in assessed:
        if not each.turn or tuple(before.get(each.client_id, ())) != each.charges:
            work.record(each)


def _assessed(work: Work, client: ClientRevision) -> ContributionAssessed:
    places = sorted({each.decision.municipality for each in client.standing})
    choices = {place: work.choice(place, PROLONGATION, client.assessed_on) for place in places}
    try:
        charges = (*charges_of(work.law_book, client), *decided_charges_of(work.law_book, client, choices))
    except LawError as unknown:
        raise Unworkable(unknown.reason) from unknown
    return ContributionAssessed(client.client_id, client.revision, client.municipality, charges, client.turn)
