"""The client's last route, to take a step in: nobody else can change it until the transaction ends."""

from dataclasses import dataclass

from services.migration.application.route.ports import Work
from services.migration.domain.route.route import Route
from shared.access import system
from shared.messaging.failures import Refused

SOMEBODY_ELSE = "Iemand anders werkte net aan deze herbeoordeling. Kijk hoe het nu is en doe het daarna opnieuw."


@dataclass(frozen=True, slots=True)
class FindRoute:
    """`seen`: how many steps the user saw, so that two people do not do the same; None when that does not matter."""

    client_id: str
    seen: int | None = None


@system
def find_route(work: Work, asked: FindRoute) -> Route:
    """Raises Refused when somebody took a step since the user looked."""
    work.lock([asked.client_id])
    route = work.routes.of([asked.client_id]).get(asked.client_id, Route(asked.client_id, 1))
    if asked.seen is not None and asked.seen != len(route.steps):
        raise Refused(SOMEBODY_ELSE)
    return route
