"""Takes a letter out of its mailing before it is printed: the day for which it asks something is over or too near, or
the client answered already."""

from dataclasses import dataclass

from services.notifications.application.client.views import NotKnown
from services.notifications.application.letters.views import LetterView
from services.notifications.application.mailing.find_mailing import FindMailing, find_mailing
from services.notifications.application.mailing.ports import MailingWork
from services.notifications.application.mailing.views import MAILERS
from services.notifications.domain.mailing.looked import ALL, Look
from services.notifications.domain.mailing.oddities import is_late_to_act
from services.notifications.domain.mailing.print_run import LetterLeftOut
from shared.access import Scope, User, allowed
from shared.messaging.failures import Refused


@dataclass(frozen=True, slots=True)
class LeaveOutLetter:
    user: User
    mailing_id: str
    letter_id: str


@allowed(*MAILERS, scope=Scope.MUNICIPALITY)
def leave_out_letter(work: MailingWork, command: LeaveOutLetter) -> bool:
    """Whether the mailing is still there: one that nobody released is gone with its last letter. For good: somebody
    calls the reader, or a moved appointment gives a letter of its own. Raises NotKnown, Forbidden, and Refused for a
    letter that still comes in time."""
    found = find_mailing(work, FindMailing(command.user, command.mailing_id))
    letter = next(iter(found.letters.letters(Look(letter_ids=(command.letter_id,)))), None)
    view = work.queries.letter(command.letter_id)
    if letter is None or view is None:
        raise NotKnown(f"In deze mailing wacht geen brief {command.letter_id}.")
    if letter.asks_on is None or not (is_late_to_act(letter, work.today) or _is_answered(work, view)):
        raise Refused("Deze brief komt nog op tijd. Laat hem in de mailing.")
    left_out = LetterLeftOut(
        letter_id=letter.letter_id,
        client_id=letter.client_id,
        municipality=found.view.municipality,
        mailing_id=found.view.id if found.view.first else None,
        asked_day=letter.asks_on,
        day=work.today,
        user_id=command.user.id,
        user_name=command.user.name,
        cause_id=view.cause_id,
    )
    if not work.print_queue.leave_out(left_out):
        raise Refused("Iemand anders werkte net aan deze brief. Open de mailing opnieuw.")
    work.record(left_out)
    return found.view.first is not None or found.letters.number(ALL) > 0


def _is_answered(work: MailingWork, letter: LetterView) -> bool:
    return work.queries.client_route(letter.client_id).answered(letter.cause_id)
