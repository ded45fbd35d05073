"""Keeps which rights migration determined, and finds the clients whose facts are there as well."""

from collections.abc import Sequence

from services.billing.application.client.join_revisions import join_revisions
from services.billing.application.client.ports import Turns, Work
from services.billing.domain.client.revisions import ClientRights
from shared.access import system
from shared.messaging.revisions import key_of


@system
def receive_rights(work: Work, rights: Sequence[ClientRights]) -> Turns:
    """Returns what is now to be assessed. At most one of each client comes in; what is no newer than
    what is kept changes nothing."""
    fresh = work.rights.add(rights)
    return join_revisions(work, [key_of(each) for each in fresh])
