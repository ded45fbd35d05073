"""Keeps that the client said that the appointment suits. Once is enough."""

from dataclasses import dataclass

from services.migration.application.planning.find_appointment import FindAppointment, find_appointment
from services.migration.application.planning.ports import AppointmentWork
from services.migration.application.planning.views import PLANNERS
from services.migration.domain.planning.appointments import Appointment
from shared.access import Scope, User, allowed


@dataclass(frozen=True, slots=True)
class ConfirmAppointment:
    user: User
    appointment_id: str


@allowed(*PLANNERS, scope=Scope.MUNICIPALITY)
def confirm_appointment(work: AppointmentWork, command: ConfirmAppointment) -> Appointment:
    """Raises NotKnown, Forbidden, and Refused for one that does not stand any more."""
    found = find_appointment(work, FindAppointment(command.user, command.appointment_id, to_change=True))
    confirmed = found.confirmed(work.today)
    work.appointments.change(confirmed)
    return confirmed
