"""How many people were invited and did not answer, in a figure that names nobody."""

from services.notifications.application.replies.ports import RepliesWork
from services.notifications.application.replies.views import SilentFilter
from services.notifications.domain.replies.silence import DAYS_OF_SILENCE, invited_by
from shared.access import STAFF, Scope, User, allowed


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def count_silent(work: RepliesWork, user: User) -> int:
    today = work.today
    days = {code: work.answer_choices.choice(code, DAYS_OF_SILENCE, today).number for code in user.municipalities}
    return work.queries.count_silent(
        SilentFilter(today, {code: invited_by(today, number) for code, number in days.items()})
    )
