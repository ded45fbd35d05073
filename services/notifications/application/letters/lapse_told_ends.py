"""Lets letters lapse that tell of an end which is none any more, and go when it is one again."""

from collections.abc import Sequence

from services.notifications.application.letters.find_told_ends import find_told_ends
from services.notifications.application.letters.gather_again import gather_again
from services.notifications.application.letters.ports import LetterWork
from services.notifications.domain.letters.gate import state_changed
from services.notifications.domain.letters.step_letter import decided
from shared.access import system


@system
def lapse_told_ends(work: LetterWork, client_ids: Sequence[str]) -> None:
    """By what is known now, so that it does not matter in which order that came: billing tells of budgets over another
    topic than migration of decisions. What was printed must leave its pile."""
    ends = find_told_ends(work, client_ids)
    written = work.letters.known(sorted(ends))
    work.letters.supersede(sorted(each for each in written if not ends[each]))
    again = work.letters.restore(sorted(each for each in written if ends[each]))
    if not again:
        return
    clients = sorted({letter.client_id for letter in again})
    people, stops = work.queries.people(clients), work.letter_stops.of(clients)
    for letter in again:
        state, reason = decided(letter.kind, people[letter.client_id], stops.get(letter.client_id))
        work.letters.decide([letter.letter_id], state, reason)
        work.record(state_changed(letter, state, reason))
    gather_again(work, clients)
