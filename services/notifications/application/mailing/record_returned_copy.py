"""Keeps that the post brought a copy of a letter back. The letter itself was read, so nothing follows for any term."""

from dataclasses import dataclass
from datetime import date

from services.notifications.application.client.views import NotKnown
from services.notifications.application.mailing.ports import MailingWork
from services.notifications.application.mailing.views import MAILERS
from services.notifications.domain.letters.returned import CopyReturned
from shared.access import Scope, User, allowed, check_municipality
from shared.dutch import date_in_words
from shared.messaging.failures import Refused


@dataclass(frozen=True, slots=True)
class RecordReturnedCopy:
    """`representative_id`: who should have got the copy."""

    user: User
    letter_id: str
    representative_id: str
    day: date


@allowed(*MAILERS, scope=Scope.MUNICIPALITY)
def record_returned_copy(work: MailingWork, command: RecordReturnedCopy) -> None:
    """Also of a letter that came back itself. Raises NotKnown, Forbidden, and Refused for a letter that was not sent,
    somebody who got no copy, a day that cannot be, or what is known already."""
    letter = work.queries.letter(command.letter_id)
    if letter is None:
        raise NotKnown(f"Er is geen brief {command.letter_id}.")
    check_municipality(command.user, letter.municipality)
    sent_on = letter.handed_over_on
    if not letter.is_out or sent_on is None:
        raise Refused("Deze brief is nog niet verstuurd. Een kopie kan dus niet terugkomen.")
    copies = {one.id for one in work.queries.receivers_of(letter.id).copies}
    if command.representative_id not in copies:
        raise Refused("", {"who": "Deze persoon kreeg geen kopie. Kies wat er terugkwam."})
    if not sent_on <= command.day <= work.today:
        raise Refused("", {"day": f"Kies een dag van {date_in_words(sent_on)} tot en met vandaag."})
    returned = CopyReturned(
        letter_id=letter.id,
        client_id=letter.client_id,
        municipality=letter.municipality,
        representative_id=command.representative_id,
        day=command.day,
        user_id=command.user.id,
    )
    if not work.returned_copies.add(returned):
        raise Refused("Wij weten al dat deze kopie terugkwam.")
    work.record(returned)
