"""A client answered by slip or on the own page that an appointment suits."""

from dataclasses import dataclass
from datetime import date

from services.migration.application.planning.ports import AppointmentWork
from shared.access import system


@dataclass(frozen=True, slots=True)
class NoteConfirmation:
    """`on`: the day of the answer."""

    appointment_id: str
    on: date


@system
def note_confirmation(work: AppointmentWork, command: NoteConfirmation) -> None:
    """Nothing for an appointment that does not stand any more: the answer came too late for it."""
    found = work.appointments.get(command.appointment_id)
    if found is not None and found.stands:
        work.appointments.change(found.confirmed(command.on))
