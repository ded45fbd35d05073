"""Until when a client has what was decided before, while the last route waits for a decision."""

from dataclasses import dataclass
from datetime import date

from services.migration.application.route.ports import ReadingDecisions
from services.migration.domain.route.route import Route
from services.migration.domain.route.states import DECIDED
from shared.access import system


@dataclass(frozen=True, slots=True)
class FindProvided:
    """`route`: the client's last one."""

    route: Route


@system
def find_provided(work: ReadingDecisions, asked: FindProvided) -> date | None:
    """The last day of urgent help in this route, or of the decision in force of an earlier one: what ends first. None
    when there is neither, or nothing of it ends."""
    route = asked.route
    routes = work.routes.earlier(route.client_id) if route.number > 1 else ()
    before = [one for one in routes if one.number < route.number and one.state in DECIDED]
    given = (route.urgent_help_id, before[-1].decision_id if before else None)
    decisions = (work.decisions.get(id_) for id_ in given if id_ is not None)
    return min((one.ends_on for one in decisions if one.provisions and one.ends_on is not None), default=None)
