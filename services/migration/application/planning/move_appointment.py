"""Moves an appointment: the old one gives way to a new one, in one step."""

from dataclasses import dataclass
from datetime import date, time

from services.migration.application.planning.find_appointment import FindAppointment, find_appointment
from services.migration.application.planning.ports import AppointmentWork
from services.migration.application.planning.views import PLANNERS
from services.migration.application.planning.weigh_appointment import WeighAppointment, weigh_appointment
from services.migration.domain.planning.appointments import (
    Appointment,
    AppointmentMade,
    Making,
    Reason,
    appointment,
    household_of,
)
from services.migration.domain.planning.caseworkers import PlaceKind
from shared.access import Scope, User, allowed
from shared.messaging.failures import Refused


@dataclass(frozen=True, slots=True)
class MoveAppointment:
    """`accept_late` as in MakeAppointment."""

    user: User
    appointment_id: str
    day: date
    start: time
    caseworker_id: str
    place: PlaceKind
    reason: Reason = Reason.CLIENT_ASKED
    accept_late: bool = False


@allowed(*PLANNERS, scope=Scope.MUNICIPALITY)
def move_appointment(work: AppointmentWork, command: MoveAppointment) -> Appointment:
    """The new appointment, for the same people. Raises NotKnown, Forbidden, and Refused with a reason."""
    old = find_appointment(work, FindAppointment(command.user, command.appointment_id, to_change=True))
    if command.reason is Reason.FIRST:
        raise Refused("Kies waarom de afspraak verandert.", {"reason": "Kies waarom de afspraak verandert."})
    if old.is_at(command.day, command.start, command.caseworker_id, command.place):
        raise Refused("Dit is dezelfde afspraak. Kies een ander moment.", {"day": "Kies een ander moment."})
    household = household_of(old)
    wanted = WeighAppointment(
        user=command.user,
        household=household,
        day=command.day,
        start=command.start,
        caseworker_id=command.caseworker_id,
        place=command.place,
        without=old.id,
        accept_late=command.accept_late,
    )
    weighed = weigh_appointment(work, wanted)
    making = Making(
        address=work.office(old.municipality, command.day) if command.place is PlaceKind.OFFICE else "",
        reason=command.reason,
        before=work.appointments.of_household(old.municipality, old.household_id),
        replaces=old,
        made_on=work.today,
        made_by=command.user.id,
    )
    new = appointment(household, weighed.slot, making)
    work.appointments.change(old.replaced())
    work.appointments.add([new])
    for attendee in new.attendees:
        work.record(AppointmentMade(new, attendee, command.user.name))
    return new
