"""The inbox: what clients answered, who takes it up and before which day."""

from dataclasses import dataclass, field

from services.notifications.application.replies.ports import RepliesWork
from services.notifications.application.replies.views import AnswerFilter, AnswerLine, AnswerList
from shared.access import STAFF, Scope, User, allowed
from shared.looks.purpose import listing

READ_INBOX = listing("answers", "Lijst met antwoorden bekijken")


@dataclass(frozen=True, slots=True)
class ListAnswers:
    user: User
    wanted: AnswerFilter = field(default_factory=AnswerFilter)


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def list_answers(work: RepliesWork, command: ListAnswers) -> AnswerList:
    """Of the user's municipalities; who is first due stands first when nothing else is wanted."""
    codes, wanted = command.user.municipalities, command.wanted
    found = work.queries.answers(codes, wanted)
    clients = sorted({answer.client_id for answer in found})
    people = work.queries.people(clients)
    work.read_log.write(command.user, clients, READ_INBOX)
    lines = [AnswerLine(answer, people[answer.client_id].name) for answer in found if answer.client_id in people]
    return AnswerList(lines, work.queries.count_answers(codes, wanted))
