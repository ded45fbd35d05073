"""One answer of a provider, for who may see it: what its page and working on it have in common."""

from dataclasses import dataclass

from services.notifications.application.client.views import NotKnown
from services.notifications.application.notices.ports import NoticeWork
from services.notifications.domain.notices.answer import AnswerTask
from shared.access import STAFF, Scope, User, allowed, check_municipality


@dataclass(frozen=True, slots=True)
class FindProviderAnswer:
    user: User
    answer_id: str


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def find_provider_answer(work: NoticeWork, command: FindProviderAnswer) -> AnswerTask:
    """Raises NotKnown and Forbidden."""
    task = work.provider_answers.task(command.answer_id)
    if task is None:
        raise NotKnown(f"Er is geen antwoord {command.answer_id}.")
    check_municipality(command.user, task.answer.municipality)
    return task
