"""Restores, in a rebuild, which letters gathered again after they were taken out of a pile."""

from collections.abc import Sequence

from services.notifications.application.letters.ports import LetterWork
from services.notifications.domain.letters.gate import LetterGathersAgain
from services.notifications.domain.letters.kinds import KINDS
from services.notifications.domain.letters.step_letter import decided
from shared.access import system


@system
def restore_gathering_letters(work: LetterWork, letters: Sequence[LetterGathersAgain]) -> None:
    """The log told before that they were taken out, because both have the client as their subject. Whether they may go
    hangs on what is known now."""
    of = sorted({each.client_id for each in letters})
    people, stops = work.queries.people(of), work.letter_stops.of(of)
    for each in letters:
        view = work.queries.letter(each.letter_id)
        if view is not None:
            state, reason = decided(KINDS[view.kind], people[each.client_id], stops.get(each.client_id))
            work.letters.gather_again(each.letter_id, each.run_id, state, reason)
