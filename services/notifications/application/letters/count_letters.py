"""How many letters there are in each state."""

from services.notifications.application.letters.ports import LetterWork
from services.notifications.application.letters.views import LetterCounts
from shared.access import STAFF, Scope, User, allowed


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def count_letters(work: LetterWork, user: User) -> LetterCounts:
    """Of the user's municipalities. Numbers name nobody, so the read log hears nothing."""
    return work.queries.letter_counts(user.municipalities)
