"""The person about whom a user records something: where they stand, so that nobody else can change it meanwhile."""

from dataclasses import dataclass

from services.migration.application.control.ports import Recording
from services.migration.application.route.views import TAKERS, UnknownClient
from services.migration.domain.control.standings import Standing
from shared.access import Scope, User, allowed, check_municipality


@dataclass(frozen=True, slots=True)
class FindPerson:
    user: User
    client_id: str


@allowed(*TAKERS, scope=Scope.MUNICIPALITY)
def find_person(work: Recording, asked: FindPerson) -> Standing:
    """Raises UnknownClient, and Forbidden for a client of another municipality."""
    work.lock([asked.client_id])
    found = work.standings.of([asked.client_id]).get(asked.client_id)
    if found is None:
        raise UnknownClient(asked.client_id)
    check_municipality(asked.user, found.municipality)
    return found
