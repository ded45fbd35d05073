"""Keeps when the municipality speaks with clients, and gives the revisions that became complete."""

from collections.abc import Sequence

from services.notifications.application.client.complete_revisions import complete_revisions
from services.notifications.application.client.ports import ClientWork
from services.notifications.domain.client.revision import ClientRevision
from services.notifications.domain.client.right import Plan
from shared.access import system
from shared.messaging.revisions import key_of


@system
def receive_plans(work: ClientWork, plans: Sequence[Plan]) -> Sequence[ClientRevision]:
    """The values are of different clients. What is not newer than what is kept changes nothing."""
    fresh = work.plans.add(plans)
    return complete_revisions(work, work.rights.of(map(key_of, fresh)))
