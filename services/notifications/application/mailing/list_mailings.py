"""The mailings: what gathers, what waits for a second person, and what was released."""

from dataclasses import dataclass, field

from services.notifications.application.mailing.ports import MailingWork
from services.notifications.application.mailing.views import MailingFilter, MailingList
from shared.access import STAFF, Scope, User, allowed


@dataclass(frozen=True, slots=True)
class ListMailings:
    user: User
    wanted: MailingFilter = field(default_factory=MailingFilter)


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def list_mailings(work: MailingWork, command: ListMailings) -> MailingList:
    """Of the user's municipalities; they name no person."""
    codes, wanted = command.user.municipalities, command.wanted
    chosen = frozenset(code for code in codes if wanted.municipality in (None, code))
    return MailingList(
        work.queries.mailings_gathering(chosen),
        work.queries.mailings(codes, wanted),
        work.queries.count_mailings(codes, wanted),
        work.queries.unprintable(chosen, work.today),
    )
