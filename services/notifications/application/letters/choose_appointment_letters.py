"""Chooses between the two letters about an appointment that came instead of another one, by what left the house."""

from collections.abc import Sequence

from services.notifications.application.letters.ports import LetterWork
from services.notifications.domain.letters.moved import AppointmentLetter, put_aside
from services.notifications.domain.letters.step_letter import decided
from shared.access import system


@system
def choose_appointment_letters(work: LetterWork, client_ids: Sequence[str]) -> frozenset[str]:
    """Returns the ids of letters that are aside now. What was printed stays printed. A letter before an appointment
    that moved can leave no more, so what was chosen once stays; only a rebuild learns afterwards what left."""
    letters = work.letters.about_appointments(client_ids) if client_ids else ()
    of: dict[str, list[AppointmentLetter]] = {}
    for letter in letters:
        of.setdefault(letter.client_id, []).append(letter)
    aside: set[str] = set()
    for client_id, theirs in sorted(of.items()):
        gone = put_aside(theirs, work.queries.client_route(client_id).appointments)
        aside |= gone
        _settle(work, client_id, theirs, gone)
    return frozenset(aside)


def _settle(work: LetterWork, client_id: str, letters: Sequence[AppointmentLetter], aside: frozenset[str]) -> None:
    work.letters.put_aside([each.letter_id for each in letters if each.unprinted and each.letter_id in aside])
    back = [each for each in letters if each.aside and each.letter_id not in aside]
    if not back:
        return
    person, stop = work.queries.people([client_id])[client_id], work.letter_stops.of([client_id]).get(client_id)
    for each in back:
        # One without a text was withheld, with the reason that it still has.
        state, reason = decided(each.kind, person, stop) if each.has_text else ("withheld", each.reason)
        work.letters.take_up(each.letter_id, state, reason)
