"""Keeps the rights of clients, and gives the revisions that became complete."""

from collections.abc import Sequence

from services.notifications.application.client.complete_revisions import complete_revisions
from services.notifications.application.client.ports import ClientWork
from services.notifications.domain.client.revision import ClientRevision
from services.notifications.domain.client.right import ClientRight
from shared.access import system
from shared.messaging.revisions import key_of


@system
def receive_rights(work: ClientWork, rights: Sequence[ClientRight]) -> Sequence[ClientRevision]:
    """The values are of different clients. What is not newer than what is kept changes nothing."""
    fresh = work.rights.add(rights)
    return complete_revisions(work, {key_of(right): right for right in fresh})
