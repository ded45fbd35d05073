"""Finds the revisions that became complete with what was just told."""

from collections.abc import Mapping, Sequence

from services.notifications.application.client.ports import ClientWork
from services.notifications.domain.client.revision import ClientRevision
from services.notifications.domain.client.right import ClientRight
from shared.access import system
from shared.messaging.revisions import Key, key_of


@system
def complete_revisions(work: ClientWork, rights: Mapping[Key, ClientRight]) -> Sequence[ClientRevision]:
    """Those of which nothing is missing; what is older than they are is dropped.

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
