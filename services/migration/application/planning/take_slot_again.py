"""An appointment that was not needed any more is needed again: the conversation was recorded by mistake."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.migration.application.planning.ports import AppointmentWork
from services.migration.application.planning.read_room import ReadRoom, read_room
from services.migration.domain.planning.appointments import (
    Appointment,
    AppointmentCancelled,
    Attendee,
    CancelReason,
    Ending,
)
from services.migration.domain.planning.slots import Diary, why_not_free
from shared.access import system


@dataclass(frozen=True, slots=True)
class TakeSlotAgain:
    """`left`: who of them was not spoken with. `by` and `by_name`: the user who took the conversation back."""

    appointment: Appointment
    left: Sequence[Attendee]
    by: str
    by_name: str


@system
def take_slot_again(work: AppointmentWork, command: TakeSlotAgain) -> None:
    """It stands again as it was. When its moment went to somebody else meanwhile it is cancelled, and another one
    follows."""
    one = command.appointment
    if one.day < work.today or _is_free(work, one):
        work.appointments.change(one.needed_again())
        return
    cancelled = one.cancelled(Ending(work.today, command.by, CancelReason.WE_MOVED, True))
    work.appointments.change(cancelled)
    for attendee in command.left:
        work.record(AppointmentCancelled(cancelled, attendee, command.by_name))


def _is_free(work: AppointmentWork, one: Appointment) -> bool:
    room = read_room(work, ReadRoom(one.municipality, one.day, one.day, caseworker_id=one.caseworker_id))
    diary = Diary(room.busy)
    return any(
        not why_not_free(one.slot(), each, diary, room.pace, work.today, work.calendar) for each in room.caseworkers
    )
