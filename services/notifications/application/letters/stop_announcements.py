"""Withholds the announcement to a client as soon as a death is known, and lets it go when that is taken back."""

from collections.abc import Sequence

from services.notifications.application.letters.ports import LetterWork
from services.notifications.domain.letters.gate import DIED, LatestLetter, state_changed
from services.notifications.domain.letters.step_letter import death_known
from shared.access import system


@system
def stop_announcements(work: LetterWork, client_ids: Sequence[str]) -> None:
    """A caseworker recorded it, or intake said so: then the letter does not wait for the rest of that revision. What
    was printed stays printed."""
    latest = work.letters.latest(client_ids) if client_ids else {}
    if not latest:
        return
    stops, people = work.letter_stops.of(sorted(latest)), work.queries.people(sorted(latest))
    for client_id, letter in sorted(latest.items()):
        person = people[client_id]
        if death_known(person, stops.get(client_id)):
            if work.letters.withhold([letter.letter_id], DIED):
                work.record(state_changed(letter, "withheld", DIED))
        elif person.held_back_rows == 0:
            _let_go(work, letter)


def _let_go(work: LetterWork, letter: LatestLetter) -> None:
    if work.letters.release_from([letter.letter_id], DIED):
        work.record(state_changed(letter, "ready", None))
