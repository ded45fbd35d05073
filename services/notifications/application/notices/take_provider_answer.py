"""Somebody takes the answer of a provider upon them."""

from services.notifications.application.notices.find_provider_answer import FindProviderAnswer, find_provider_answer
from services.notifications.application.notices.ports import NoticeWork
from services.notifications.application.notices.views import ANSWERERS
from shared.access import Scope, allowed
from shared.messaging.failures import Refused


@allowed(*ANSWERERS, scope=Scope.MUNICIPALITY)
def take_provider_answer(work: NoticeWork, command: FindProviderAnswer) -> None:
    """Also from somebody else, who is ill or away. Raises NotKnown, Forbidden, and Refused when it is done."""
    if find_provider_answer(work, command).done_on is not None:
        raise Refused("Dit antwoord is al afgehandeld.")
    work.provider_answers.take(command.answer_id, command.user.id, command.user.name)
