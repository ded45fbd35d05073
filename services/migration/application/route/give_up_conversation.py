"""A step after which the route has no conversation any more gives up the coming appointment for it."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.migration.application.planning.leave_appointment import LeaveAppointment, leave_appointment
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
}
"""Steps after which nobody is spoken with in this route. Who is prolonged is spoken with in the next one."""


@dataclass(frozen=True, slots=True)
class GiveUpConversation:
    """`route` with the step as its last one."""

    route: Route


@system
def give_up_conversation(work: Work, command: GiveUpConversation) -> None:
    """The others of a household still come. Who was spoken with on the day of the appointment came."""
    route, step = command.route, command.route.steps[-1]
    if step.kind not in REASONS:
        return
    by_name = step.by.name if step.by.by is By.USER else None
    held = route.last(StepKind.HOLD_CONVERSATION)
    ending = Ending(work.today, step.by.id or step.by.by.value, REASONS[step.kind], False)
    for one in work.appointments.of_clients([route.client_id]):
        own = {each.client_id for each in one.attendees if each.route == route.number} & {route.client_id}
        came = held is not None and held.on == one.day
        if own and one.stands and one.day >= work.today and not came:
            leave_appointment(work, LeaveAppointment(one, own, ending, by_name))
