"""Withholds the announcement to a client whose death a caseworker recorded, and lets it go when that is taken back."""

from collections.abc import Sequence

from services.notifications.application.letters.ports import LetterWork
from services.notifications.domain.letters.gate import DIED, LatestLetter, state_changed
from services.notifications.domain.letters.occasions import STOP_DIED
from shared.access import system


@system
def stop_announcements(work: LetterWork, client_ids: Sequence[str]) -> None:
    """What was printed stays printed. What intake says of a client decides with the next complete revision."""
    latest = work.letters.latest(client_ids) if client_ids else {}
    if not latest:
        return
    stops, people = work.letter_stops.of(sorted(latest)), work.queries.people(sorted(latest))
    for client_id, letter in sorted(latest.items()):
        person = people[client_id]
        if stops.get(client_id) == STOP_DIED:
            if work.letters.withhold([letter.letter_id], DIED):
                work.record(state_changed(letter, "withheld", DIED))
        elif person.died_on is None and person.held_back_rows == 0:
            _let_go(work, letter)


def _let_go(work: LetterWork, letter: LatestLetter) -> None:
    if work.letters.release_from([letter.letter_id], DIED):
        work.record(state_changed(letter, "ready", None))
