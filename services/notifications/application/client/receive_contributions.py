"""Keeps what clients pay, and gives the revisions that became complete.

Billing speaks of it in every revision, once, and before that of the budget if that changed. What a decision changes in
it since is for the own page, and in no letter about the revision.
"""

from collections.abc import Sequence

from services.notifications.application.client.complete_revisions import complete_revisions
from services.notifications.application.client.ports import ClientWork
from services.notifications.domain.client.money import Contribution
from services.notifications.domain.client.revision import ClientRevision
from shared.access import system
from shared.messaging.revisions import key_of


@system
def receive_contributions(work: ClientWork, contributions: Sequence[Contribution]) -> Sequence[ClientRevision]:
    """The values are of different clients. What is not newer than what is kept changes nothing."""
    work.contribution_changes.keep([each for each in contributions if each.turn])
    fresh = work.contributions.add([each for each in contributions if not each.turn])
    return complete_revisions(work, work.rights.of(map(key_of, fresh)))
