"""One answer with its client, its appointment and what can be done with it."""

from services.notifications.application.client.views import NotKnown
from services.notifications.application.replies.find_answer import FindAnswer, find_answer
from services.notifications.application.replies.ports import RepliesWork
from services.notifications.application.replies.views import ANSWERERS, AnswerPage
from services.notifications.domain.replies.answer import newer_than
from shared.access import STAFF, Scope, allowed
from shared.looks.purpose import opening

READ_ANSWER = opening("answer", "Antwoord van de cliënt bekijken")


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def show_answer(work: RepliesWork, command: FindAnswer) -> AnswerPage:
    """Raises NotKnown and Forbidden."""
    answer = find_answer(work, command)
    client = work.queries.people([answer.client_id]).get(answer.client_id)
    if client is None:
        raise NotKnown(f"Er is geen cliënt {answer.client_id}.")
    route = work.queries.client_route(answer.client_id)
    about = next((each for each in route.appointments if each.appointment_id == answer.appointment_id), None)
    work.read_log.write(command.user, [answer.client_id], READ_ANSWER)
    return AnswerPage(
        answer=answer,
        client=client,
        appointment=about,
        newer=newer_than(answer, work.answers.of_client(answer.client_id)),
        stands=about is not None and about == route.appointment,
        may_record=command.user.role in ANSWERERS,
        may_act=command.user.role in ANSWERERS and answer.is_open,
        to_me=answer.owner_id == command.user.id,
    )
