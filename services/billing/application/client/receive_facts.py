"""Keeps what intake delivered about clients, and finds the clients whose rights are there as well."""

from collections.abc import Sequence

from services.billing.application.client.join_revisions import join_revisions
from services.billing.application.client.ports import Turns, Work
from services.billing.domain.client.revisions import ClientFacts
from shared.access import system
from shared.messaging.revisions import key_of


@system
def receive_facts(work: Work, facts: Sequence[ClientFacts]) -> Turns:
    """Returns what is now to be assessed. At most one of each client comes in; what is no newer than
    what is kept changes nothing."""
    fresh = work.facts.add(facts)
    return join_revisions(work, [key_of(each) for each in fresh])
