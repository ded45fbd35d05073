"""The client whose route a user wants to work on."""

from dataclasses import dataclass

from services.migration.application.route.ports import Work
from services.migration.application.route.views import TAKERS, RouteClient
from shared.access import Scope, User, allowed, check_municipality


@dataclass(frozen=True, slots=True)
class FindClient:
    user: User
    client_id: str


@allowed(*TAKERS, scope=Scope.MUNICIPALITY)
def find_client(work: Work, asked: FindClient) -> RouteClient:
    """Raises UnknownClient, and Forbidden for a client of another municipality."""
    client = work.route_clients.client(asked.client_id)
    check_municipality(asked.user, client.municipality)
    return client
