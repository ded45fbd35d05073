"""Decides again on the letters to clients when more or less is known of a death."""

from collections.abc import Sequence

from services.notifications.application.letters.decide_on_letters import decide_on_letters
from services.notifications.application.letters.gather_again import gather_again
from services.notifications.application.letters.ports import LetterWork
from services.notifications.application.letters.stop_announcements import stop_announcements
from shared.access import system


@system
def follow_deaths(work: LetterWork, client_ids: Sequence[str]) -> None:
    """What did not leave stands still, and goes on when it was a mistake."""
    decide_on_letters(work, client_ids)
    stop_announcements(work, client_ids)
    gather_again(work, client_ids)
