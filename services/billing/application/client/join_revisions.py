"""Which revisions of clients are to be assessed: each of them once, and never an older one after a newer one.

Both topics keep a client's order, so whichever half of a revision comes last finds the revisions before it done.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from services.billing.application.client.ports import Work
from services.billing.domain.client.revisions import ClientRevision, RevisionRefused
from shared.access import system
from shared.messaging.failures import Unworkable
from shared.messaging.revisions import Key, both


@system
def join_revisions(work: Work, keys: Sequence[Key]) -> Sequence[ClientRevision]:
    """Those of `keys` of which facts and rights are both there, in the order of the keys; they count as assessed from
    now on. At most one key of each client. Raises Unworkable when facts and rights do not fit together."""
    assessed = work.assessed.revisions([client_id for client_id, _ in keys])
    due = [key for key in keys if key[1] > assessed.get(key[0], 0)]
    earlier = _earlier(work, [key for key in due if key[0] in assessed])
    try:
        pairs = both(due, work.facts.of(due), work.rights.of(due))
        clients = [ClientRevision(facts, rights, earlier.get(facts.client_id, ())) for facts, rights in pairs]
    except RevisionRefused as refusal:
        raise Unworkable(str(refusal)) from refusal
    work.assessed.replace(clients)
    return clients


def _earlier(work: Work, keys: Sequence[Key]) -> Mapping[str, tuple[ClientRevision, ...]]:
    """By client the revisions before these that were assessed, in order: what they held depends on them."""
    before = [(client_id, number) for client_id, revision in keys for number in range(1, revision)]
    found: dict[str, tuple[ClientRevision, ...]] = {}
    for facts, rights in both(before, work.facts.of(before), work.rights.of(before)):
        with suppress(RevisionRefused):  # It was never assessed, so nothing was held because of it.
            found[facts.client_id] = (*found.get(facts.client_id, ()), ClientRevision(facts, rights))
    return found
