"""A route that began with a report of the client, after the reassessment, and still asks for a conversation."""

from datetime import timedelta

from services.migration.application.route.keep_from_conversation import MAY_BE_SPOKEN_WITH
from services.migration.application.route.ports import Work
from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.planning.households import LaterRoute
from shared.access import system


@system
def find_later_route(work: Work, client_id: str) -> LaterRoute | None:
    """None for who has none. Six weeks after the report the investigation ends (2.3.2(1)), and two weeks after an
    application that follows at once the decision is there (2.3.5(2))."""
    route = work.routes.of([client_id]).get(client_id)
    if route is None or route.number == 1 or route.state not in MAY_BE_SPOKEN_WITH:
        return None
    terms = [one for one in work.deadlines.of([client_id])[client_id] if one.of.route == route.number]
    (investigation,) = (one for one in terms if one.kind is TermKind.INVESTIGATION)
    weeks = timedelta(weeks=work.law.integer("term.decision", work.today))
    return LaterRoute(route.number, investigation.last_day + weeks)
