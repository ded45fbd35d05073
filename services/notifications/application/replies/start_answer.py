"""Shows for whom an answer is about to be recorded: is this the right client, and which appointment stands."""

from dataclasses import dataclass

from services.notifications.application.client.views import NotKnown
from services.notifications.application.replies.ports import RepliesWork
from services.notifications.application.replies.views import ANSWERERS, AnswerStart
from shared.access import Scope, User, allowed, check_municipality
from shared.looks.purpose import opening

READ_START = opening("start-answer", "Cliënt bekijken om een antwoord vast te leggen")


@dataclass(frozen=True, slots=True)
class StartAnswer:
    user: User
    client_id: str


@allowed(*ANSWERERS, scope=Scope.MUNICIPALITY)
def start_answer(work: RepliesWork, command: StartAnswer) -> AnswerStart:
    """Raises NotKnown and Forbidden."""
    client = work.queries.people([command.client_id]).get(command.client_id)
    if client is None:
        raise NotKnown(f"Er is geen cliënt {command.client_id}.")
    check_municipality(command.user, client.municipality)
    work.read_log.write(command.user, [client.client_id], READ_START)
    route = work.queries.client_route(client.client_id)
    return AnswerStart(client, route.appointment, work.answers.of_client(client.client_id))
