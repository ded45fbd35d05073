"""A user takes the last step of a route back."""

from dataclasses import dataclass

from services.migration.application.route.find_client import FindClient, find_client
from services.migration.application.route.find_route import FindRoute, find_route
from services.migration.application.route.follow_conversation import FollowConversation, follow_conversation
from services.migration.application.route.ports import ConversationWork
from services.migration.application.route.record_step import RecordStep, record_step
from services.migration.application.route.views import TAKERS
from services.migration.domain.route.guards import why_not_undone
from services.migration.domain.route.route import Route, by_user
from services.migration.domain.route.states import StepKind
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
    if reason := why_not_undone(route, command.step_id):
        raise Refused(reason)
    # Readers find a decision that was taken back by its own id.
    undone = route.standing[-1]
    details = {key: value for key, value in undone.details.items() if key == "decisionId"}
    actor = by_user(command.user.id, command.user.name)
    undo = RecordStep(client, route, StepKind.UNDO, work.today, actor, details, undoes=command.step_id)
    taken_back = record_step(work, undo)
    if undone.kind is StepKind.HOLD_CONVERSATION:
        follow_conversation(work, FollowConversation(command.user, client.client_id))
    return taken_back
