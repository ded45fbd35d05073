"""Lets letters that were taken out of a pile gather again, when what took them out is over: a death was a mistake, or
what was held goes on."""

from collections.abc import Sequence

from services.notifications.application.letters.ports import LetterWork
from services.notifications.domain.letters.gate import LetterGathersAgain, state_changed
from services.notifications.domain.letters.step_letter import decided
from shared.access import system


@system
def gather_again(work: LetterWork, client_ids: Sequence[str]) -> None:
    """Nobody released them now, so they wait for a mailing like any other. What a newer letter replaced stays out."""
    out = work.letters.taken_out(client_ids) if client_ids else ()
    if not out:
        return
    of = sorted({each.letter.client_id for each in out})
    people, stops = work.queries.people(of), work.letter_stops.of(of)
    for each in out:
        letter = each.letter
        state, reason = decided(letter.kind, people[letter.client_id], stops.get(letter.client_id))
        if state == "ready":
            work.letters.gather_again(letter.letter_id, each.run_id, state, reason)
            work.record(LetterGathersAgain(letter.letter_id, letter.client_id, letter.municipality, each.run_id))
            work.record(state_changed(letter, state, reason))
