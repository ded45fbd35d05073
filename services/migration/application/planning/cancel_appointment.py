"""Cancels an appointment. Another one may follow, which somebody has to make."""

from dataclasses import dataclass

from services.migration.application.planning.find_appointment import FindAppointment, find_appointment
from services.migration.application.planning.leave_appointment import LeaveAppointment, leave_appointment
from services.migration.application.planning.ports import AppointmentWork
from services.migration.application.planning.views import PLANNERS
from services.migration.domain.planning.appointments import Appointment, CancelReason, Ending
from shared.access import Scope, User, allowed
from shared.messaging.failures import Refused

NOTHING_FOLLOWS = (
    "U koos dat er geen gesprek meer nodig is. De brief zegt dat ook. Haal het vinkje weg, of kies een andere reden."
)


@dataclass(frozen=True, slots=True)
class CancelAppointment:
    """`new_one_follows`: we still have to make another one. `only`: the id of the one client who does not take part any
    more; the others do."""

    user: User
    appointment_id: str
    reason: CancelReason
    new_one_follows: bool
    only: str | None = None


@allowed(*PLANNERS, scope=Scope.MUNICIPALITY)
def cancel_appointment(work: AppointmentWork, command: CancelAppointment) -> Appointment:
    """What is left of it. Raises NotKnown, Forbidden, and Refused for one that does not stand any more, or when another
    one would follow of which nobody needs any."""
    found = find_appointment(work, FindAppointment(command.user, command.appointment_id, to_change=True))
    if command.new_one_follows and command.reason is CancelReason.ENDED:
        raise Refused(NOTHING_FOLLOWS, {"follows": NOTHING_FOLLOWS})
    ending = Ending(work.today, command.user.id, command.reason, command.new_one_follows)
    gone = [client_id for client_id in found.client_ids if command.only in (None, client_id)]
    return leave_appointment(work, LeaveAppointment(found, gone, ending, command.user.name))
