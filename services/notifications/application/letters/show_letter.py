"""One letter as text."""

from dataclasses import dataclass

from services.notifications.application.client.views import NotKnown
from services.notifications.application.letters.ports import LetterWork
from services.notifications.application.letters.views import LetterView, OpenLetter
from services.notifications.domain.letters.letter import Letter
from shared.access import STAFF, Forbidden, Role, Scope, User, allowed, check_municipality
from shared.looks.purpose import opening

READ_LETTER = opening("letter", "Brief lezen", by_task=False)


@dataclass(frozen=True, slots=True)
class ShowLetter:
    user: User
    letter_id: str


@allowed(*STAFF, Role.CLIENT, scope=Scope.OWN)
def show_letter(work: LetterWork, command: ShowLetter) -> OpenLetter:
    """Raises NotKnown, and Forbidden for a letter that is not this user's business. A client reads a letter once it is
    printed: until then somebody may still stop it."""
    found = work.queries.letter(command.letter_id)
    if found is None:
        raise NotKnown(f"Er is geen brief {command.letter_id}.")
    _check(command.user, found)
    work.read_log.write(command.user, [found.client_id], READ_LETTER)
    text = _text(work, found)
    came_back = found.state == "returned" and found.id in work.queries.open_returns(frozenset({found.municipality}))
    to = work.queries.receivers_of(found.id)
    links, is_staff = work.queries.links(found.id) if text else (), command.user.role is not Role.CLIENT
    late = work.queries.told_late(found.id) if is_staff else ()
    copies = work.returned_copies.of(found.id) if is_staff else ()
    return OpenLetter(found, text, links, came_back, to, late, copies)


def _check(user: User, letter: LetterView) -> None:
    if user.role is not Role.CLIENT:
        check_municipality(user, letter.municipality)
    elif letter.client_id != user.client:
        raise Forbidden("Deze brief is niet van u.")
    elif not letter.is_out:
        raise Forbidden("Deze brief is nog niet naar u onderweg.")


def _text(work: LetterWork, letter: LetterView) -> Letter | None:
    if letter.state == "withheld":
        return None
    return next(iter(work.queries.texts([letter.id])), None)
