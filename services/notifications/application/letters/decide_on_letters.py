"""Decides again whether letters about something that happened may go, when more is known of their clients."""

from collections.abc import Sequence

from services.notifications.application.letters.ports import LetterWork
from services.notifications.domain.letters.gate import state_changed
from services.notifications.domain.letters.step_letter import decided
from shared.access import system


@system
def decide_on_letters(work: LetterWork, client_ids: Sequence[str]) -> None:
    """By what is known now, so that it does not matter in which order that came. What was printed stays printed. A
    client of whom nothing is known has no letter."""
    unsent = work.letters.unsent(client_ids) if client_ids else ()
    if not unsent:
        return
    of = sorted({each.letter.client_id for each in unsent})
    people, stops = work.queries.people(of), work.letter_stops.of(of)
    for each in unsent:
        letter = each.letter
        state, reason = decided(letter.kind, people[letter.client_id], stops.get(letter.client_id))
        if (state, reason) != (each.state, each.reason):
            work.letters.decide([letter.letter_id], state, reason)
            work.record(state_changed(letter, state, reason))
