"""Who moved to another municipality, or died, does not come: their part of an appointment is given up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.migration.application.planning.leave_appointment import LeaveAppointment, leave_appointment
from services.migration.application.planning.ports import AppointmentWork
from services.migration.domain.planning.appointments import Appointment, CancelReason, Ending
from shared.access import system

BY_NOBODY = "system"
"""No user did it: a delivery told."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A client as the newest revision has them."""

    client_id: str
    revision: int
    municipality: str
    has_died: bool


@system
def give_up_appointments(work: AppointmentWork, arrived: Sequence[Arrived]) -> None:
    """Of coming appointments that an older revision was invited to. Doing it again, as a rebuild does, changes nothing:
    what was made with this revision or a later one stays."""
    by_id = {each.client_id: each for each in arrived if each.revision > 1}
    for one in work.appointments.of_clients(by_id):
        if one.stands and one.day >= work.today:
            _give_up(work, one, by_id)


def _give_up(work: AppointmentWork, one: Appointment, arrived: dict[str, Arrived]) -> None:
    gone = {
        each.client_id
        for each in one.attendees
        if (now := arrived.get(each.client_id)) is not None
        and each.revision < now.revision
        and (now.has_died or now.municipality != one.municipality)
    }
    if gone:
        leave_appointment(work, LeaveAppointment(one, gone, _nobody_did_it(work.today), None))


def _nobody_did_it(today: date) -> Ending:
    return Ending(today, BY_NOBODY, CancelReason.ENDED, False)
