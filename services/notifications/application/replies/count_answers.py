"""How the inbox stands, in figures that name nobody."""

from services.notifications.application.replies.ports import RepliesWork
from services.notifications.application.replies.views import AnswerCounts
from shared.access import STAFF, Scope, User, allowed


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def count_answers(work: RepliesWork, user: User) -> AnswerCounts:
    return work.queries.answer_counts(user.municipalities, work.today)
