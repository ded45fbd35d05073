"""Says that an answer was dealt with, and what was done."""

from dataclasses import dataclass

from services.notifications.application.replies.assign_answer import DONE_ALREADY
from services.notifications.application.replies.find_answer import FindAnswer, find_answer
from services.notifications.application.replies.ports import RepliesWork
from services.notifications.application.replies.views import ANSWERERS
from services.notifications.domain.replies.answer import NOTE_MAX, Answer, AnswerFinished
from shared.access import Scope, User, allowed
from shared.messaging.failures import Refused


@dataclass(frozen=True, slots=True)
class FinishAnswer:
    """`outcome`: what was done; who reads the file later has nothing else to go by."""

    user: User
    answer_id: str
    outcome: str


@allowed(*ANSWERERS, scope=Scope.MUNICIPALITY)
def finish_answer(work: RepliesWork, command: FinishAnswer) -> Answer:
    """Returns it as it was. Raises NotKnown, Forbidden, and Refused without an outcome, or when somebody else said it
    before."""
    answer = find_answer(work, FindAnswer(command.user, command.answer_id))
    if answer.is_open and not command.outcome.strip():
        raise Refused("Er staat niet wat u hebt gedaan.", {"outcome": "Schrijf in een paar woorden wat u hebt gedaan."})
    if len(command.outcome) > NOTE_MAX:
        raise Refused("De tekst is te lang.", {"outcome": f"Gebruik hoogstens {NOTE_MAX} tekens."})
    if not work.answers.finish(answer.answer_id, work.today, command.user.name, command.outcome):
        raise Refused(DONE_ALREADY)
    work.record(AnswerFinished(answer.answer_id, answer.client_id, answer.municipality, work.today))
    return answer
