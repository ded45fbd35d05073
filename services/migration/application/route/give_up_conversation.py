"""A step after which there is no conversation in the route, or not before a day, gives up the appointment for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from services.migration.application.planning.leave_appointment import LeaveAppointment, leave_appointment
from services.migration.application.route.keep_from_conversation import MAY_BE_SPOKEN_WITH
from services.migration.application.route.ports import Work
from services.migration.domain.planning.appointments import CancelReason, Ending
from services.migration.domain.route.route import By, Route
from services.migration.domain.route.states import StepKind
from shared.access import system

REASONS: Mapping[StepKind, CancelReason] = {
    StepKind.END: CancelReason.ENDED,
    StepKind.DECIDE: CancelReason.ENDED,
    StepKind.NOT_TREAT: CancelReason.ENDED,
    StepKind.PROLONG: CancelReason.PROLONGED,
    StepKind.HOLD: CancelReason.ON_HOLD,
}
"""Steps after which nobody is spoken with in this route. Who is prolonged is spoken with in the next one, and who is on
hold after the day of it."""


@dataclass(frozen=True, slots=True)
class GiveUpConversation:
    """`route` with the step as its last one."""

    route: Route


@system
def give_up_conversation(work: Work, command: GiveUpConversation) -> None:
    """The others of a household still come. Who was spoken with on the day of the appointment came."""
    route, step = command.route, command.route.steps[-1]
    waits = step.kind is StepKind.HOLD
    if step.kind not in REASONS or (waits and route.state_without_hold not in MAY_BE_SPOKEN_WITH):
        return
    by_name = step.by.name if step.by.by is By.USER else None
    held = route.last(StepKind.HOLD_CONVERSATION)
    resumed = date.fromisoformat(step.details["until"]) if waits else date.max
    ending = Ending(work.today, step.by.id or step.by.by.value, REASONS[step.kind], waits)
    for one in work.appointments.of_clients([route.client_id]):
        own = {each.client_id for each in one.attendees if each.route == route.number} & {route.client_id}
        came = held is not None and held.on == one.day
        if own and one.stands and work.today <= one.day < resumed and not came:
            leave_appointment(work, LeaveAppointment(one, own, ending, by_name))
