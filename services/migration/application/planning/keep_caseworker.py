"""Adds a caseworker, or changes hours, leave, skills and places of one."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.migration.application.planning.ports import AppointmentWork
from services.migration.application.planning.views import PLANNERS
from services.migration.domain.planning.appointments import Appointment
from services.migration.domain.planning.caseworkers import Caseworker, faults_of
from shared.access import Scope, User, allowed, check_municipality
from shared.messaging.failures import Refused


@dataclass(frozen=True, slots=True)
class KeepCaseworker:
    user: User
    caseworker: Caseworker


@allowed(*PLANNERS, scope=Scope.MUNICIPALITY)
def keep_caseworker(work: AppointmentWork, command: KeepCaseworker) -> Sequence[Appointment]:
    """Gives the coming appointments that do not fit the new hours and leave any more: somebody has to move those, since
    nothing is moved by itself. Raises Forbidden, and Refused with what is wrong by field."""
    caseworker = command.caseworker
    check_municipality(command.user, caseworker.municipality)
    known = work.caseworkers.get(caseworker.id)
    if known is not None and known.municipality != caseworker.municipality:
        raise Refused("Een consulent verhuist niet naar een andere gemeente. Voeg daar een nieuwe consulent toe.")
    if faults := faults_of(caseworker):
        raise Refused(" ".join(faults.values()), faults)
    work.lock([caseworker.municipality])
    work.caseworkers.save(caseworker)
    coming = work.appointments.of_caseworkers([caseworker.id], work.today)
    return [each for each in coming if not _fits(each, caseworker)]


def _fits(one: Appointment, caseworker: Caseworker) -> bool:
    return any(each.start <= one.start and one.until <= each.until for each in caseworker.hours_on(one.day))
