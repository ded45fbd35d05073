"""Lets letters lapse that tell of an end which is none any more, and go when it is one again."""

from collections.abc import Sequence

from services.notifications.application.letters.find_told_ends import find_told_ends
from services.notifications.application.letters.lapse_letters import lapse_letters
from services.notifications.application.letters.ports import LetterWork
from shared.access import system


@system
def lapse_told_ends(work: LetterWork, client_ids: Sequence[str]) -> None:
    """By what is known now, so that it does not matter in which order that came: billing tells of budgets over another
    topic than migration of decisions."""
    lapse_letters(work, find_told_ends(work, client_ids))
