"""A route that began with a report of the client, after the reassessment, and still asks for a conversation."""

from services.migration.application.route.keep_from_conversation import MAY_BE_SPOKEN_WITH
from services.migration.application.route.ports import Work
from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.planning.households import LaterRoute
from shared.access import system


@system
def find_later_route(work: Work, client_id: str) -> LaterRoute | None:
    """None for who has none. Its conversation is due by the end of the investigation (Wmo 2015, 2.3.2(1))."""
    route = work.routes.of([client_id]).get(client_id)
    if route is None or route.number == 1 or route.state not in MAY_BE_SPOKEN_WITH:
        return None
    terms = [one for one in work.deadlines.of([client_id])[client_id] if one.of.route == route.number]
    (investigation,) = (one for one in terms if one.kind is TermKind.INVESTIGATION)
    return LaterRoute(route.number, investigation.last_day)
