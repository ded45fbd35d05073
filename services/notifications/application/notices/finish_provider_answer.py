"""What an answer of a provider asked for is done."""

from dataclasses import dataclass

from services.notifications.application.notices.find_provider_answer import FindProviderAnswer, find_provider_answer
from services.notifications.application.notices.ports import NoticeWork
from services.notifications.application.notices.views import ANSWERERS
from services.notifications.domain.notices.answer import NEEDS_OUTCOME, OUTCOME_MAX
from services.notifications.domain.replies.answer import AnswerFinished
from shared.access import Scope, User, allowed
from shared.messaging.failures import Refused


@dataclass(frozen=True, slots=True)
class FinishProviderAnswer:
    """`outcome`: what was found, which stays here."""

    user: User
    answer_id: str
    outcome: str = ""


@allowed(*ANSWERERS, scope=Scope.MUNICIPALITY)
def finish_provider_answer(work: NoticeWork, command: FinishProviderAnswer) -> None:
    """Once is enough. Who does it has it from then on, when nobody had. Who gives the care follows from what the
    zorgkantoor delivers, so nothing of that changes by it. Raises NotKnown, Forbidden, and Refused without an outcome
    where one has to be said."""
    task = find_provider_answer(work, FindProviderAnswer(command.user, command.answer_id))
    if task.done_on is not None:
        return
    outcome = command.outcome.strip()
    if task.answer.kind in NEEDS_OUTCOME and not outcome:
        raise Refused("Er staat niet wat u vond.", {"outcome": "Schrijf op wat u vond: klopt het, en sinds wanneer?"})
    if len(outcome) > OUTCOME_MAX:
        raise Refused("De tekst is te lang.", {"outcome": f"Gebruik hoogstens {OUTCOME_MAX} tekens."})
    if task.owner is None:
        work.provider_answers.take(command.answer_id, command.user.id, command.user.name)
    work.provider_answers.finish(command.answer_id, work.today, command.user.id, outcome)
    about = task.answer
    work.record(AnswerFinished(about.answer_id, about.client_id, about.municipality, work.today))
