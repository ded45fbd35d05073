"""Of whom intake holds data back, so that no letter goes out to them."""

from collections.abc import Collection

from services.migration.application.control.ports import Keeping
from shared.access import system


@system
def find_held_back(work: Keeping, client_ids: Collection[str]) -> frozenset[str]:
    """Those of these clients."""
    return frozenset(each for each, one in work.standings.of(client_ids).items() if one.is_held_back)
