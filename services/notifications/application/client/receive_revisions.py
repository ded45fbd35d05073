"""Keeps what the other services say about clients, and finds the revisions that became complete.

The values of one call are of different clients. What is not newer than what is kept changes nothing.
"""

from collections.abc import Mapping, Sequence

from services.notifications.application.client.ports import ClientWork
from services.notifications.domain.client.money import Contribution
from services.notifications.domain.client.recipient import Recipient
from services.notifications.domain.client.revision import ClientRevision
from services.notifications.domain.client.right import ClientRight, Plan
from shared.access import system
from shared.messaging.revisions import Key, key_of


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


@system
def receive_contributions(work: ClientWork, contributions: Sequence[Contribution]) -> Sequence[ClientRevision]:
    """Billing speaks of the contribution in every revision, once, and before that of the budget if that changed."""
    fresh = work.contributions.add(contributions)
    return _complete(work, work.rights.of(map(key_of, fresh)))


def _complete(work: ClientWork, rights: Mapping[Key, ClientRight]) -> Sequence[ClientRevision]:
    """The revisions of which nothing is missing; what is older than they are is dropped.

    The small parts are looked for before recipients: while one is missing, the rest need not be read.
    """
    plans = work.plans.of([key for key, right in rights.items() if right.needs_plan])
    planned = [key for key, right in rights.items() if key in plans or not right.needs_plan]
    contributions = work.contributions.of(planned)
    recipients = work.recipients.of([key for key in planned if key in contributions])
    budgets = work.budgets.in_force({key: person.municipality for key, person in recipients.items()})
    found = [
        ClientRevision(recipients[key], rights[key], plans.get(key), contributions[key], budgets.get(key))
        for key in planned
        if key in recipients
    ]
    for store in (work.recipients, work.rights, work.plans, work.contributions, work.budgets):
        store.forget_before(map(key_of, found))
    return found
