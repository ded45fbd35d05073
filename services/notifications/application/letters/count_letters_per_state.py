"""How many letters there are in each state, for a page that knows already which must leave their pile."""

from collections.abc import Mapping

from services.notifications.application.letters.ports import LetterWork
from shared.access import STAFF, Scope, User, allowed


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def count_letters_per_state(work: LetterWork, user: User) -> Mapping[str, int]:
    """Of the user's municipalities. Numbers name nobody, so the read log hears nothing."""
    return work.queries.count_per_state(user.municipalities)
