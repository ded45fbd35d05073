"""Who is not to be spoken with now, because of where the route stands."""

from collections.abc import Mapping, Sequence

from services.migration.application.route.ports import Work
from services.migration.domain.route.guards import STATE_WORDS
from services.migration.domain.route.states import RouteState
from shared.access import system

MAY_BE_SPOKEN_WITH = (RouteState.PLANNED, RouteState.INVITED)


@system
def keep_from_conversation(work: Work, client_ids: Sequence[str]) -> Mapping[str, str]:
    """Per client why not, in Dutch; nobody who may be invited."""
    routes = work.routes.of(client_ids)
    return {
        client_id: f"Een afspraak kan niet: {STATE_WORDS[route.state]}."
        for client_id, route in routes.items()
        if route.state not in MAY_BE_SPOKEN_WITH
    }
