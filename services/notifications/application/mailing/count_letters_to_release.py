"""How many letters wait for somebody to release them."""

from services.notifications.application.mailing.ports import MailingWork
from shared.access import STAFF, Scope, User, allowed


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def count_letters_to_release(work: MailingWork, user: User) -> int:
    """Of the user's municipalities, for the first or the second time. A number names nobody."""
    return work.queries.to_release(user.municipalities)
