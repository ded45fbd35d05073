"""The letters that are ready and yet in no print run, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.notifications.application.mailing.ports import MailingWork
from services.notifications.application.mailing.views import WaitingLetters
from shared.access import STAFF, Scope, User, allowed
from shared.municipalities import by_name


@dataclass(frozen=True, slots=True)
class ListWaitingLetters:
    user: User


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def list_waiting_letters(work: MailingWork, command: ListWaitingLetters) -> Sequence[WaitingLetters]:
    """Of the user's municipalities, those whose letters the next print run leaves out; it names no person."""
    ready = work.queries.ready_letters(command.user.municipalities)
    reasons = {code: work.senders.why_not_printed(code, work.today) for code in by_name(ready)}
    return [WaitingLetters(code, ready[code], why) for code, why in reasons.items() if why is not None]
