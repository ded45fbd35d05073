"""Records that the conversation was held, with what was kept of it."""

from dataclasses import dataclass
from datetime import date

from services.migration.application.route.find_client import FindClient, find_client
from services.migration.application.route.find_route import FindRoute, find_route
from services.migration.application.route.follow_conversation import FollowConversation, follow_conversation
from services.migration.application.route.ports import ConversationWork
from services.migration.application.route.record_step import RecordStep, record_step
from services.migration.application.route.views import TAKERS
from services.migration.domain.route.conversation import ConversationNotes
from services.migration.domain.route.route import Route, by_user
from services.migration.domain.route.states import StepKind
from shared.access import Scope, User, allowed
from shared.messaging.failures import Refused

STILL_MISSING = "Nog niet alles is ingevuld. Uw tekst is bewaard. Vul de rest in en rond het gesprek daarna af."


@dataclass(frozen=True, slots=True)
class HoldConversation:
    user: User
    client_id: str
    on: date
    seen: int | None = None


@allowed(*TAKERS, scope=Scope.MUNICIPALITY)
def hold_conversation(work: ConversationWork, command: HoldConversation) -> Route:
    """Raises UnknownClient, Forbidden, and Refused when something that 2.3.2 asks for is not filled in."""
    client = find_client(work, FindClient(command.user, command.client_id))
    # Agendas and routes are kept in this order, as when an appointment is made.
    work.lock([client.municipality])
    route = find_route(work, FindRoute(command.client_id, command.seen))
    notes = work.conversations.of(client.client_id, route.number) or ConversationNotes({})
    if missing := notes.missing():
        raise Refused(STILL_MISSING, dict.fromkeys(missing, "Vul dit nog in."))
    actor = by_user(command.user.id, command.user.name)
    held = record_step(work, RecordStep(client, route, StepKind.HOLD_CONVERSATION, command.on, actor))
    follow_conversation(work, FollowConversation(command.user, client.client_id))
    return held
