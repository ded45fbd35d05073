"""What an answer of a provider asked for is done."""

from services.notifications.application.notices.find_provider_answer import FindProviderAnswer, find_provider_answer
from services.notifications.application.notices.ports import NoticeWork
from services.notifications.application.notices.views import ANSWERERS
from services.notifications.domain.replies.answer import AnswerFinished
from shared.access import Scope, allowed


@allowed(*ANSWERERS, scope=Scope.MUNICIPALITY)
def finish_provider_answer(work: NoticeWork, command: FindProviderAnswer) -> None:
    """Once is enough. Who does it has it from then on, when nobody had. Raises NotKnown and Forbidden."""
    task = find_provider_answer(work, command)
    if task.done_on is not None:
        return
    if task.owner is None:
        work.provider_answers.take(command.answer_id, command.user.id, command.user.name)
    work.provider_answers.finish(command.answer_id, work.today, command.user.id)
    about = task.answer
    work.record(AnswerFinished(about.answer_id, about.client_id, about.municipality, work.today))
