"""Withholds the letter to every client whose rows are all held back. What was printed stays printed."""

from collections.abc import Sequence

from services.notifications.application.letters.ports import LetterWork
from services.notifications.domain.client.recipient import HeldBack
from services.notifications.domain.letters.gate import HELD_BACK, state_changed
from shared.access import system


@system
def withhold_letters(work: LetterWork, held_back: Sequence[HeldBack]) -> None:
    """The next complete revision of the client decides again."""
    latest = work.letters.latest([client.client_id for client in held_back])
    withheld = work.letters.withhold([letter.letter_id for letter in latest.values()], HELD_BACK)
    for letter in latest.values():
        if letter.letter_id in withheld:
            work.record(state_changed(letter, "withheld", HELD_BACK))
