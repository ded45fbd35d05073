"""Keeps that the post brought a letter back. What it should make known was not made known."""

from dataclasses import dataclass
from datetime import date

from services.notifications.application.client.views import NotKnown
from services.notifications.application.letters.views import LetterView
from services.notifications.application.mailing.ports import MailingWork
from services.notifications.application.mailing.views import MAILERS
from services.notifications.domain.mailing.print_run import LetterReturned
from shared.access import Scope, User, allowed, check_municipality
from shared.dutch import date_in_words
from shared.messaging.failures import Refused


@dataclass(frozen=True, slots=True)
class RecordReturnedLetter:
    user: User
    letter_id: str
    day: date


@allowed(*MAILERS, scope=Scope.MUNICIPALITY)
def record_returned_letter(work: MailingWork, command: RecordReturnedLetter) -> None:
    """Raises NotKnown, Forbidden, and Refused for a letter that was not on its way, or a day that cannot be."""
    letter = work.queries.letter(command.letter_id)
    if letter is None:
        raise NotKnown(f"Er is geen brief {command.letter_id}.")
    check_municipality(command.user, letter.municipality)
    sent_on, run_id = letter.handed_over_on, letter.printed_in
    if letter.state != "printed" or sent_on is None or run_id is None:
        raise Refused(_why_not(letter))
    if not sent_on <= command.day <= work.today:
        raise Refused("", {"day": f"Kies een dag van {date_in_words(sent_on)} tot en met vandaag."})
    returned = LetterReturned(
        letter_id=letter.id,
        client_id=letter.client_id,
        kind=letter.kind,
        municipality=letter.municipality,
        day=command.day,
        cause_id=work.queries.cause_of(letter.id),
        run_id=run_id,
        sent_on=sent_on,
        user_id=command.user.id,
    )
    if not work.print_queue.bring_back(returned):
        raise Refused("Iemand anders legde net iets vast over deze brief. Open de brief opnieuw.")
    work.record(returned)


def _why_not(letter: LetterView) -> str:
    if letter.returned_on is not None:
        return f"Wij weten al dat deze brief terugkwam op {date_in_words(letter.returned_on)}."
    return "Deze brief is nog niet verstuurd. Hij kan dus niet terugkomen."
