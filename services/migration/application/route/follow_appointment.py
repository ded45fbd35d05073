"""An appointment invites its client; without another one in its place, its end takes the invitation back."""

from dataclasses import dataclass

from services.migration.application.route.find_route import FindRoute, find_route
from services.migration.application.route.ports import Work
from services.migration.application.route.record_step import RecordStep, record_step
from services.migration.domain.route.route import Actor
from services.migration.domain.route.states import RouteState, StepKind
from shared.access import system


@dataclass(frozen=True, slots=True)
class FollowAppointment:
    """`made`: whether there is an appointment now. `actor`: who made or cancelled it."""

    client_id: str
    appointment_id: str
    made: bool
    actor: Actor


@system
def follow_appointment(work: Work, command: FollowAppointment) -> None:
    """A client who is invited already stays so: the appointment was moved. Raises Refused when an invitation is not
    possible now."""
    client = work.route_clients.client(command.client_id)
    route = find_route(work, FindRoute(command.client_id))
    actor, today = command.actor, work.today
    if command.made and route.state is not RouteState.INVITED:
        details = {"appointmentId": command.appointment_id}
        record_step(work, RecordStep(client, route, StepKind.INVITE, today, actor, details))
    invited = route.last(StepKind.INVITE)
    if not command.made and invited is not None and route.state_without_hold is RouteState.INVITED:
        record_step(work, RecordStep(client, route, StepKind.UNDO, today, actor, undoes=invited.step_id))
