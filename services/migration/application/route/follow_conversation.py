"""A conversation was recorded, or that was taken back: then its appointment may have lost or regained its use."""

from dataclasses import dataclass

from services.migration.application.planning.take_slot_again import TakeSlotAgain, take_slot_again
from services.migration.application.route.ports import ConversationWork
from services.migration.domain.planning.appointments import Appointment, Attendee, State
from services.migration.domain.route.states import StepKind
from shared.access import User, system


@dataclass(frozen=True, slots=True)
class FollowConversation:
    user: User
    client_id: str


@system
def follow_conversation(work: ConversationWork, command: FollowConversation) -> None:
    """The slot of an appointment is free when everybody who would come was spoken with on an earlier day."""
    for one in work.appointments.of_clients([command.client_id]):
        left = _not_spoken_with(work, one)
        if one.stands and not left:
            work.appointments.change(one.not_needed())
        elif one.state is State.NOT_NEEDED and left:
            take_slot_again(work, TakeSlotAgain(one, left, command.user.id, command.user.name))


def _not_spoken_with(work: ConversationWork, one: Appointment) -> list[Attendee]:
    return [each for each in one.attendees if not _spoken_with_before(work, each, one)]


def _spoken_with_before(work: ConversationWork, attendee: Attendee, one: Appointment) -> bool:
    of_appointment = (route for route in work.routes.earlier(attendee.client_id) if route.number == attendee.route)
    held = (route.last(StepKind.HOLD_CONVERSATION) for route in of_appointment)
    return any(step is not None and step.on < one.day for step in held)
