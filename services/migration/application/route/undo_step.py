"""A user takes the last step of a route back."""

from dataclasses import dataclass

from services.migration.application.route.find_client import FindClient, find_client
from services.migration.application.route.find_route import FindRoute, find_route
from services.migration.application.route.follow_appointment import FollowAppointment, follow_appointment
from services.migration.application.route.follow_conversation import FollowConversation, follow_conversation
from services.migration.application.route.ports import ConversationWork
from services.migration.application.route.record_step import RecordStep, record_step
from services.migration.application.route.views import TAKERS, known_terms
from services.migration.domain.route.guards import why_not_undone
from services.migration.domain.route.route import Actor, Route, by_user
from services.migration.domain.route.states import RouteState, StepKind
from shared.access import Scope, User, allowed
from shared.messaging.failures import Refused


@dataclass(frozen=True, slots=True)
class UndoStep:
    user: User
    client_id: str
    step_id: str


@allowed(*TAKERS, scope=Scope.MUNICIPALITY)
def undo_step(work: ConversationWork, command: UndoStep) -> Route:
    """Raises UnknownClient, Forbidden, and Refused when a letter went out or a step came after it."""
    client = find_client(work, FindClient(command.user, command.client_id))
    work.lock([client.municipality])
    route = find_route(work, FindRoute(command.client_id))
    if reason := why_not_undone(route, command.step_id, work.today, client.municipality):
        raise Refused(reason)
    # Readers find a decision that was taken back by its own id.
    undone = next(step for step in route.standing if step.step_id == command.step_id)
    details = {key: value for key, value in undone.details.items() if key == "decisionId"}
    actor = by_user(command.user.id, command.user.name)
    # A yes to an offer begins no term, and steps may have come after it.
    terms = known_terms(work.deadlines.of([client.client_id]), route) if undone.kind is StepKind.ACCEPT_OFFER else None
    undo = RecordStep(client, route, StepKind.UNDO, work.today, actor, details, undoes=command.step_id, terms=terms)
    taken_back = record_step(work, undo)
    if undone.kind is StepKind.HOLD_CONVERSATION:
        follow_conversation(work, FollowConversation(command.user, client.client_id))
        return taken_back
    return _without_appointment(work, taken_back, actor)


def _without_appointment(work: ConversationWork, route: Route, actor: Actor) -> Route:
    """An appointment that the step gave up does not stand again: then nobody is invited, and another one is made."""
    invited = route.last(StepKind.INVITE)
    about = invited.details.get("appointmentId") if invited is not None else None
    if route.state is not RouteState.INVITED or about is None or work.appointments.days([route.client_id]):
        return route
    follow_appointment(work, FollowAppointment(route.client_id, about, False, actor))
    return find_route(work, FindRoute(route.client_id))
