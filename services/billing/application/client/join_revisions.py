"""Which revisions of clients are to be assessed: each of them once, and never an older one after a newer one; and after
it, one by one, what the route told since.

Both topics keep a client's order, so whichever half of a revision comes last finds the revisions before it done.
"""

from collections.abc import Sequence
from itertools import zip_longest

from services.billing.application.client.ports import Turns, Work
from services.billing.application.client.read_revisions import read_revisions
from services.billing.domain.client.revisions import turns_of
from shared.access import system
from shared.messaging.revisions import Key


@system
def join_revisions(work: Work, keys: Sequence[Key]) -> Turns:
    """Those of `keys` of which facts and rights are both there, in the order of the keys; they count as assessed from
    now on. At most one key of each client. Raises Unworkable when facts and rights do not fit together."""
    assessed = work.assessed.revisions([client_id for client_id, _ in keys])
    clients = read_revisions(work, [key for key in keys if key[1] > assessed.get(key[0], 0)])
    work.assessed.replace([client for client, _ in clients])
    turns = [turns_of(client, told) for client, told in clients]
    return [[each for each in turn if each is not None] for turn in zip_longest(*turns)]
