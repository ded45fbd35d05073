"""Some of those who would come to an appointment do not; without anybody left it is cancelled."""

from collections.abc import Container
from dataclasses import dataclass, replace

from services.migration.application.planning.ports import LeavingWork
from services.migration.domain.planning.appointments import Appointment, AppointmentCancelled, Ending
from shared.access import system


@dataclass(frozen=True, slots=True)
class LeaveAppointment:
    """`client_ids`: of those who do not come. `by_name`: of the user who says so; None when no user did."""

    appointment: Appointment
    client_ids: Container[str]
    ending: Ending
    by_name: str | None


@system
def leave_appointment(work: LeavingWork, command: LeaveAppointment) -> Appointment:
    """What is left of it."""
    one = command.appointment
    cancelled = one.cancelled(command.ending)
    gone = [each for each in one.attendees if each.client_id in command.client_ids]
    left = tuple(each for each in one.attendees if each not in gone)
    now = replace(one, attendees=left) if left else cancelled
    work.appointments.change(now)
    for attendee in gone:
        work.record(AppointmentCancelled(cancelled, attendee, command.by_name))
    return now
