"""Keeps what was typed about a conversation."""

from dataclasses import dataclass

from services.migration.application.route.find_client import FindClient, find_client
from services.migration.application.route.find_route import FindRoute, find_route
from services.migration.application.route.ports import Work
from services.migration.application.route.views import TAKERS
from services.migration.domain.route.conversation import ConversationNotes
from services.migration.domain.route.states import StepKind
from shared.access import Scope, User, allowed
from shared.messaging.failures import Refused

REPORTED = (
    "De cliënt kreeg hier een verslag van. Klopt er iets niet? Neem bij de herbeoordeling eerst het verslag terug, en "
    "maak het opnieuw."
)


@dataclass(frozen=True, slots=True)
class KeepConversation:
    user: User
    client_id: str
    notes: ConversationNotes


@allowed(*TAKERS, scope=Scope.MUNICIPALITY)
def keep_conversation(work: Work, command: KeepConversation) -> None:
    """What was typed before is replaced. Raises UnknownClient, Forbidden, and Refused once there is a report of it."""
    client = find_client(work, FindClient(command.user, command.client_id))
    route = find_route(work, FindRoute(client.client_id))
    if route.has(StepKind.REPORT):
        raise Refused(REPORTED)
    work.conversations.save(client.client_id, route.number, command.notes)
