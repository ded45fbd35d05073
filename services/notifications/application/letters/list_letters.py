"""A list of letters."""

from dataclasses import dataclass

from services.notifications.application.letters.ask_kin_letter import KIN_WRITERS
from services.notifications.application.letters.ports import LetterWork
from services.notifications.application.letters.views import LetterFilter, LetterPage
from services.notifications.domain.letters.step_letter import death_known
from shared.access import STAFF, Scope, User, allowed
from shared.looks.purpose import listing

READ_LIST = listing("letters", "Lijst met brieven bekijken")


@dataclass(frozen=True, slots=True)
class ListLetters:
    user: User
    wanted: LetterFilter


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def list_letters(work: LetterWork, command: ListLetters) -> LetterPage:
    """Only letters of the user's municipalities, whatever is asked for."""
    user, wanted = command.user, command.wanted
    letters = work.queries.letters(user.municipalities, wanted)
    work.read_log.write(user, sorted({letter.client_id for letter in letters}), READ_LIST)
    return LetterPage(letters, work.queries.count_letters(user.municipalities, wanted), _may_write_kin(work, command))


def _may_write_kin(work: LetterWork, command: ListLetters) -> bool:
    client_id, user = command.wanted.client_id, command.user
    if client_id is None or user.role not in KIN_WRITERS:
        return False
    person = work.queries.people([client_id]).get(client_id)
    if person is None or person.municipality not in user.municipalities:
        return False
    return death_known(person, work.letter_stops.of([client_id]).get(client_id))
