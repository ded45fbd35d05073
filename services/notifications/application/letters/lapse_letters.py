"""Lets letters lapse that say nothing true any more, and go when they are true again."""

from collections.abc import Mapping

from services.notifications.application.letters.gather_again import gather_again
from services.notifications.application.letters.ports import LetterWork
from services.notifications.domain.letters.gate import state_changed
from services.notifications.domain.letters.step_letter import decided
from shared.access import system


@system
def lapse_letters(work: LetterWork, stands: Mapping[str, bool]) -> None:
    """`stands`: by the id of a letter, which may not be written yet, whether what it says is true. What was printed
    must leave its pile."""
    written = work.letters.known(sorted(stands))
    work.letters.supersede(sorted(each for each in written if not stands[each]))
    again = work.letters.restore(sorted(each for each in written if stands[each]))
    if not again:
        return
    clients = sorted({letter.client_id for letter in again})
    people, stops = work.queries.people(clients), work.letter_stops.of(clients)
    for letter in again:
        state, reason = decided(letter.kind, people[letter.client_id], stops.get(letter.client_id))
        work.letters.decide([letter.letter_id], state, reason)
        work.record(state_changed(letter, state, reason))
    gather_again(work, clients)
