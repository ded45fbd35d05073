"""Reads revisions of clients with all that they depend on: the revisions before them, and what the route told."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from services.billing.application.client.ports import Work
from services.billing.domain.client.revisions import ClientRevision, RevisionRefused
from services.billing.domain.client.route import Told
from shared.access import system
from shared.messaging.failures import Unworkable
from shared.messaging.revisions import Key, both


@system
def read_revisions(work: Work, keys: Sequence[Key]) -> Sequence[tuple[ClientRevision, tuple[Told, ...]]]:
    """Those of `keys` of which facts and rights are both there, in the order of the keys, each with what the route of
    the client told until now. Raises Unworkable when facts and rights do not fit together."""
    later = [key for key in keys if key[1] > 1]
    assessed = work.assessed.revisions([client_id for client_id, _ in later])
    earlier = _earlier(work, [key for key in later if key[0] in assessed])
    try:
        pairs = both(keys, work.facts.of(keys), work.rights.of(keys))
        clients = [ClientRevision(facts, rights, earlier.get(facts.client_id, ())) for facts, rights in pairs]
    except RevisionRefused as refusal:
        raise Unworkable(str(refusal)) from refusal
    told = work.route.of([client.client_id for client in clients])
    return [(client, told.get(client.client_id, ())) for client in clients]


def _earlier(work: Work, keys: Sequence[Key]) -> Mapping[str, tuple[ClientRevision, ...]]:
    """By client the revisions before these that were assessed, in order: what they held depends on them."""
    before = [(client_id, number) for client_id, revision in keys for number in range(1, revision)]
    found: dict[str, tuple[ClientRevision, ...]] = {}
    for facts, rights in both(before, work.facts.of(before), work.rights.of(before)):
        with suppress(RevisionRefused):  # It was never assessed, so nothing was held because of it.
            found[facts.client_id] = (*found.get(facts.client_id, ()), ClientRevision(facts, rights))
    return found
