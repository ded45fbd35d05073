"""Withholds the announcement to a client as soon as a death is known, and lets it go when that is taken back."""

from collections.abc import Sequence

from services.notifications.application.letters.ports import LetterWork
from services.notifications.domain.letters.gate import DIED, HELD_BACK, MAYBE_DIED, LatestLetter, state_changed
from services.notifications.domain.letters.step_letter import silenced
from shared.access import system


@system
def stop_announcements(work: LetterWork, client_ids: Sequence[str]) -> None:
    """A caseworker recorded it, intake said so, or somebody told it by an answer: then the letter does not wait for the
    rest of that revision. What was printed stays printed."""
    latest = work.letters.latest(client_ids) if client_ids else {}
    if not latest:
        return
    stops, people = work.letter_stops.of(sorted(latest)), work.queries.people(sorted(latest))
    for client_id, letter in sorted(latest.items()):
        person = people[client_id]
        why = silenced(person, stops.get(client_id))
        if why is not None:
            _stop(work, letter, why)
        elif not _let_go(work, letter, {DIED, MAYBE_DIED}):
            continue
        elif person.held_back_rows:
            _stop(work, letter, HELD_BACK)
        else:
            work.record(state_changed(letter, "ready", None))


def _stop(work: LetterWork, letter: LatestLetter, why: str) -> None:
    """Also one that stood still for another reason: a death goes before a row that is held back, so the order in which
    they were told does not matter."""
    _let_go(work, letter, {DIED, MAYBE_DIED, HELD_BACK} - {why})
    if work.letters.withhold([letter.letter_id], why):
        work.record(state_changed(letter, "withheld", why))


def _let_go(work: LetterWork, letter: LatestLetter, reasons: set[str]) -> bool:
    return any(work.letters.release_from([letter.letter_id], reason) for reason in sorted(reasons))
