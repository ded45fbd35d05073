"""A caseworker is ill: the appointments of those days are given back, and new ones have to be made."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.migration.application.planning.cancel_appointment import CancelAppointment, cancel_appointment
from services.migration.application.planning.find_caseworker import FindCaseworker, find_caseworker
from services.migration.application.planning.ports import AppointmentWork
from services.migration.application.planning.views import PLANNERS
from services.migration.domain.planning.appointments import Appointment, CancelReason
from services.migration.domain.planning.caseworkers import Leave, WhyAway
from shared.access import Scope, User, allowed
from shared.messaging.failures import Refused


@dataclass(frozen=True, slots=True)
class ReportIllness:
    """Both days included."""

    user: User
    caseworker_id: str
    first: date
    last: date


@allowed(*PLANNERS, scope=Scope.MUNICIPALITY)
def report_illness(work: AppointmentWork, command: ReportIllness) -> Sequence[Appointment]:
    """The appointments that were given back. Raises NotKnown, Forbidden, and Refused for days that are over."""
    asked = FindCaseworker(command.user, command.caseworker_id)
    work.lock([find_caseworker(work, asked).municipality])
    caseworker = find_caseworker(work, asked)
    if fault := _fault(command, work.today):
        raise Refused(" ".join(fault.values()), fault)
    ill = Leave(command.first, command.last, WhyAway.ILLNESS)
    others = tuple(each for each in caseworker.leave if each.first != ill.first)
    work.caseworkers.save(replace(caseworker, leave=(*others, ill)))
    standing = work.appointments.between(caseworker.municipality, command.first, command.last)
    return [
        cancel_appointment(work, CancelAppointment(command.user, each.id, CancelReason.ILLNESS, True))
        for each in standing
        if each.caseworker_id == caseworker.id
    ]


def _fault(command: ReportIllness, today: date) -> dict[str, str]:
    if command.last < command.first:
        return {"last": "De laatste dag ligt voor de eerste. Controleer de dagen."}
    if command.first < today:
        return {"first": "Deze dag is voorbij. Kies vandaag of een latere dag."}
    return {}
