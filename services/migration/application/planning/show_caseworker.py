"""One caseworker, with the appointments to come."""

from dataclasses import dataclass

from services.migration.application.planning.find_caseworker import FindCaseworker, find_caseworker
from services.migration.application.planning.ports import AppointmentWork
from services.migration.application.planning.views import PLANNERS, CaseworkerFile
from shared.access import STAFF, Scope, User, allowed
from shared.looks.purpose import listing

PURPOSE = listing("caseworker-appointments", "afspraken van een consulent")


@dataclass(frozen=True, slots=True)
class ShowCaseworker:
    user: User
    caseworker_id: str


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def show_caseworker(work: AppointmentWork, asked: ShowCaseworker) -> CaseworkerFile:
    """Raises NotKnown and Forbidden."""
    found = find_caseworker(work, FindCaseworker(asked.user, asked.caseworker_id))
    coming = work.appointments.of_caseworkers([found.id], work.today)
    ids = sorted({one.client_id for each in coming for one in each.attendees})
    work.read_log.write(asked.user, ids, PURPOSE)
    return CaseworkerFile(found, coming, work.households.names(ids), asked.user.role in PLANNERS)
