"""Which letters of a mailing ask what the client answered since: by telephone, or on the own page."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.notifications.application.mailing.ports import MailingWork
from services.notifications.application.mailing.views import MailingView
from services.notifications.domain.letters.kinds import QUESTIONS
from services.notifications.domain.mailing.looked import Look, Looked
from services.notifications.domain.mailing.mailing import Gathered
from shared.access import STAFF, Scope, allowed


@dataclass(frozen=True, slots=True)
class FindAnsweredLetters:
    mailing: MailingView
    letters: Looked


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def find_answered_letters(work: MailingWork, command: FindAnsweredLetters) -> Sequence[Gathered]:
    """Those whose day comes first in front; of a mailing that is over none. An answer that is taken back is none, so
    its letter goes out like any other."""
    if command.mailing.is_over:
        return ()
    asking = [one for kind in sorted(QUESTIONS) for one in command.letters.letters(Look(kind=kind, order="asked"))]
    routes = work.queries.client_routes([one.client_id for one in asking])
    about = {one.id: one.cause_id for one in work.queries.letters_with_ids([one.letter_id for one in asking])}
    found = [one for one in asking if routes[one.client_id].answered(about[one.letter_id])]
    return sorted(found, key=lambda one: (one.asks_on is None, one.asks_on, one.letter_id))
