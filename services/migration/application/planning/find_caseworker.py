"""One caseworker, for staff of the same municipality."""

from dataclasses import dataclass

from services.migration.application.planning.ports import AppointmentWork
from services.migration.application.planning.views import NotKnown
from services.migration.domain.planning.caseworkers import Caseworker
from shared.access import STAFF, Scope, User, allowed, check_municipality


@dataclass(frozen=True, slots=True)
class FindCaseworker:
    user: User
    caseworker_id: str


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def find_caseworker(work: AppointmentWork, asked: FindCaseworker) -> Caseworker:
    """Raises NotKnown and Forbidden."""
    found = work.caseworkers.get(asked.caseworker_id)
    if found is None:
        raise NotKnown("Deze consulent is er niet. Kies iemand uit de lijst van consulenten.")
    check_municipality(asked.user, found.municipality)
    return found
