"""One answer of a provider, for whoever works on it."""

from services.notifications.application.notices.find_provider_answer import FindProviderAnswer, find_provider_answer
from services.notifications.application.notices.ports import NoticeWork
from services.notifications.application.notices.views import ANSWERERS, AnswerPage, ShownAnswer
from services.notifications.domain.replies.answer import TEAM
from shared.access import STAFF, Scope, allowed
from shared.looks.purpose import opening

READ_ANSWER = opening("provider-answer", "Antwoord van een aanbieder lezen")


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def show_provider_answer(work: NoticeWork, command: FindProviderAnswer) -> AnswerPage:
    """Raises NotKnown and Forbidden."""
    task = find_provider_answer(work, command)
    answer = task.answer
    work.read_log.write(command.user, [answer.client_id], READ_ANSWER)
    person = work.queries.people([answer.client_id])[answer.client_id]
    owner = task.owner or work.choice(answer.municipality, TEAM, work.today).word
    shown = ShownAnswer(task, person.name, owner, task.is_late(work.today))
    return AnswerPage(shown, command.user.role in ANSWERERS, task.owner_id == command.user.id)
