"""Keeps what intake says about clients, and gives the revisions that became complete."""

from collections.abc import Sequence

from services.notifications.application.client.complete_revisions import complete_revisions
from services.notifications.application.client.ports import ClientWork
from services.notifications.domain.client.recipient import Recipient
from services.notifications.domain.client.revision import ClientRevision
from shared.access import system
from shared.messaging.revisions import key_of


@system
def receive_recipients(work: ClientWork, recipients: Sequence[Recipient]) -> Sequence[ClientRevision]:
    """The values are of different clients. What is not newer than what is kept changes nothing."""
    fresh = work.recipients.add(recipients)
    return complete_revisions(work, work.rights.of(map(key_of, fresh)))
