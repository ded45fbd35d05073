"""One answer, for who may see it: what its page, its file and its actions have in common."""

from dataclasses import dataclass

from services.notifications.application.client.views import NotKnown
from services.notifications.application.replies.ports import RepliesWork
from services.notifications.domain.replies.answer import Answer
from shared.access import STAFF, Scope, User, allowed, check_municipality


@dataclass(frozen=True, slots=True)
class FindAnswer:
    user: User
    answer_id: str


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def find_answer(work: RepliesWork, command: FindAnswer) -> Answer:
    """Raises NotKnown and Forbidden."""
    answer = work.answers.find(command.answer_id)
    if answer is None:
        raise NotKnown(f"Er is geen antwoord {command.answer_id}.")
    check_municipality(command.user, answer.municipality)
    return answer
