"""Says who takes up an answer: the reader, a colleague by name, or the team again."""

from dataclasses import dataclass, replace

from services.notifications.application.replies.find_answer import FindAnswer, find_answer
from services.notifications.application.replies.ports import RepliesWork
from services.notifications.application.replies.views import ANSWERERS
from services.notifications.domain.replies.answer import OWNER_MAX, TEAM, Owner, ReplyTakenUp
from shared.access import Scope, User, allowed
from shared.messaging.failures import Refused

DONE_ALREADY = "Dit antwoord is al afgehandeld. Open het opnieuw en kijk hoe het nu is."


@dataclass(frozen=True, slots=True)
class AssignAnswer:
    """`to`: "me", "team" or "name"; for the last one `name` says who."""

    user: User
    answer_id: str
    to: str
    name: str = ""


@allowed(*ANSWERERS, scope=Scope.MUNICIPALITY)
def assign_answer(work: RepliesWork, command: AssignAnswer) -> None:
    """Raises NotKnown, Forbidden, and Refused without a name, or for an answer that is done."""
    answer = find_answer(work, FindAnswer(command.user, command.answer_id))
    owner = replace(_owner(work, command, answer.municipality), turn=answer.turn + 1)
    if not work.answers.assign(answer.answer_id, owner):
        raise Refused(DONE_ALREADY)
    work.record(ReplyTakenUp(answer.answer_id, answer.client_id, answer.municipality, owner))


def _owner(work: RepliesWork, command: AssignAnswer, municipality: str) -> Owner:
    if command.to == "me":
        return Owner(command.user.name, command.user.id)
    if command.to == "team":
        return Owner(work.answer_choices.choice(municipality, TEAM, work.today).word, of_team=True)
    if not command.name:
        raise Refused("Er is geen naam.", {"name": "Vul de naam in van de collega die dit oppakt."})
    if len(command.name) > OWNER_MAX:
        raise Refused("De naam is te lang.", {"name": f"Gebruik hoogstens {OWNER_MAX} tekens."})
    return Owner(command.name)
