"""Shows letters: a list, one letter as text, one letter as PDF."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.notifications.application.letters.views import LetterFilter, LetterView, Office
from services.notifications.domain.letters.letter import Letter
from shared.access import STAFF, Forbidden, Role, Scope, User, allowed, check_municipality
from shared.messaging.failures import Refused

READ_LIST = "Lijst met brieven bekijken"
READ_LETTER = "Brief lezen"


@dataclass(frozen=True, slots=True)
class LetterPage:
    letters: Sequence[LetterView]
    total: int


@dataclass(frozen=True, slots=True)
class OpenLetter:
    """A letter and what it says; of a letter that is withheld no text is shown."""

    view: LetterView
    text: Letter | None


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def list_letters(office: Office, user: User, wanted: LetterFilter) -> LetterPage:
    """Only letters of the user's municipalities, whatever is asked for."""
    mine = replace(wanted, municipalities=user.municipalities)
    letters = office.queries.letters(mine)
    office.read_log.write(user, sorted({letter.client_id for letter in letters}), READ_LIST)
    return LetterPage(letters, office.queries.count_letters(mine))


@allowed(*STAFF, Role.CLIENT, scope=Scope.OWN)
def open_letter(office: Office, user: User, letter_id: str) -> OpenLetter:
    """One letter. Raises NotKnown, and Forbidden for a letter that is not this user's business."""
    found = office.queries.letter(letter_id)
    if user.role is not Role.CLIENT:
        check_municipality(user, found.municipality)
    elif found.client_id != user.client:
        raise Forbidden("Deze brief is niet van u.")
    office.read_log.write(user, [found.client_id], READ_LETTER)
    shown = found.template and found.state != "withheld"
    return OpenLetter(found, office.queries.text(letter_id) if shown else None)


@allowed(*STAFF, Role.CLIENT, scope=Scope.OWN)
def letter_pdf(office: Office, user: User, letter_id: str) -> bytes:
    """The letter as PDF/UA, made now from its data. Raises what `open_letter` raises, and Refused when withheld."""
    found = open_letter(office, user, letter_id)
    if found.text is None:
        raise Refused(f"Deze brief gaat niet uit. {found.view.reason}")
    return office.printer.letter(found.text)
