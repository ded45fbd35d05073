"""By when something is due for those who reported a need after the reassessment."""

from collections.abc import Collection, Mapping

from services.migration.application.control.ports import Keeping
from services.migration.domain.control.route_stands import later_route
from services.migration.domain.control.standings import LaterRoute
from shared.access import system


@system
def read_later_routes(work: Keeping, client_ids: Collection[str]) -> Mapping[str, LaterRoute]:
    """Of clients whose last route is a later one that waits for a decision; few are, so for most nothing is read."""
    if not client_ids:
        return {}
    deadlines = work.deadlines.of(client_ids)
    return {each: later_route(route, deadlines.get(each, ())) for each, route in work.routes.of(client_ids).items()}
