"""Keeps what intake and migration say about clients, and finds the revisions that became complete.

The values of one call are of different clients. What is not newer than what is kept changes nothing.
"""

from collections.abc import Mapping, Sequence

from services.notifications.application.client.ports import ClientWork
from services.notifications.domain.client.recipient import Recipient
from services.notifications.domain.client.revision import ClientRevision
from services.notifications.domain.client.right import ClientRight, Plan
from shared.access import system
from shared.messaging.revisions import Key, both, key_of


@system
def receive_recipients(work: ClientWork, recipients: Sequence[Recipient]) -> Sequence[ClientRevision]:
    fresh = work.recipients.add(recipients)
    return _complete(work, work.rights.of(map(key_of, fresh)))


@system
def receive_rights(work: ClientWork, rights: Sequence[ClientRight]) -> Sequence[ClientRevision]:
    fresh = work.rights.add(rights)
    return _complete(work, {key_of(right): right for right in fresh})


@system
def receive_plans(work: ClientWork, plans: Sequence[Plan]) -> Sequence[ClientRevision]:
    fresh = work.plans.add(plans)
    return _complete(work, work.rights.of(map(key_of, fresh)))


def _complete(work: ClientWork, rights: Mapping[Key, ClientRight]) -> Sequence[ClientRevision]:
    """The revisions of which nothing is missing; what is older than they are is dropped.

    Plans are looked for before recipients: while one is missing, the rest need not be read.
    """
    plans = work.plans.of([key for key, right in rights.items() if right.needs_plan])
    settled = [key for key, right in rights.items() if key in plans or not right.needs_plan]
    recipients = work.recipients.of(settled)
    found = [ClientRevision(who, right, plans.get(key_of(right))) for who, right in both(settled, recipients, rights)]
    for store in (work.recipients, work.rights, work.plans):
        store.forget_before(map(key_of, found))
    return found
