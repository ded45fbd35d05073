"""A list of letters."""

from dataclasses import dataclass

from services.notifications.application.letters.ports import LetterWork
from services.notifications.application.letters.views import LetterFilter, LetterPage
from shared.access import STAFF, Scope, User, allowed

READ_LIST = "Lijst met brieven bekijken"


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
    return LetterPage(letters, work.queries.count_letters(user.municipalities, wanted))
