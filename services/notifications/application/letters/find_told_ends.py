"""Finds the ends that clients were told of by letter, and whether each still is one."""

from collections.abc import Mapping, Sequence

from services.notifications.application.letters.ports import LetterWork
from services.notifications.domain.letters.told_ends import told_ends
from shared.access import system


@system
def find_told_ends(work: LetterWork, client_ids: Sequence[str]) -> Mapping[str, bool]:
    """By the id of the letter about it, which may not be written yet."""
    told = work.queries.told_of_ends(client_ids) if client_ids else ()
    if not told:
        return {}
    routes, newest = work.queries.client_routes(told), work.rights.newest(told)
    ends: dict[str, bool] = {}
    for (client_id, _), right in work.rights.of(newest.items()).items():
        ends |= told_ends(routes[client_id], right)
    return ends
