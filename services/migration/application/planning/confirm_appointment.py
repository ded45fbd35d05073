"""Keeps that the client said that the appointment suits, and tells it. Once is enough."""

from dataclasses import dataclass

from services.migration.application.planning.find_appointment import FindAppointment, find_appointment
from services.migration.application.planning.ports import AppointmentWork
from services.migration.application.planning.views import PLANNERS
from services.migration.domain.planning.appointments import Appointment, AppointmentConfirmed
from shared.access import Scope, User, allowed


@dataclass(frozen=True, slots=True)
class ConfirmAppointment:
    user: User
    appointment_id: str


@allowed(*PLANNERS, scope=Scope.MUNICIPALITY)
def confirm_appointment(work: AppointmentWork, command: ConfirmAppointment) -> Appointment:
    """Each client of the household hears it, for they come together. Raises NotKnown, Forbidden, and Refused for one
    that does not stand any more."""
    found = find_appointment(work, FindAppointment(command.user, command.appointment_id, to_change=True))
    if found.confirmed_on is not None:
        return found
    confirmed = found.confirmed(work.today)
    work.appointments.change(confirmed)
    for attendee in confirmed.attendees:
        work.record(AppointmentConfirmed(confirmed, attendee, work.today, command.user.id))
    return confirmed
