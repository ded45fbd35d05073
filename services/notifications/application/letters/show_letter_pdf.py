"""One letter as PDF."""

from services.notifications.application.letters.ports import LetterWorks
from services.notifications.application.letters.show_letter import ShowLetter, show_letter
from shared.access import STAFF, Role, Scope, allowed
from shared.messaging.failures import Refused


@allowed(*STAFF, Role.CLIENT, scope=Scope.OWN)
def show_letter_pdf(works: LetterWorks, command: ShowLetter) -> bytes:
    """The letter as PDF/UA, made now from its data. It takes `works` because a page takes long to lay out: the
    transaction ends before that. Raises what `show_letter` raises, and Refused when the letter is withheld."""
    with works.read() as work:
        found = show_letter(work, command)
    if found.text is None:
        raise Refused(f"Deze brief gaat niet uit. {found.view.reason or ''}".rstrip())
    return works.renderer.pdf(found.text)
