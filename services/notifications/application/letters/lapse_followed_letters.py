"""Lets letters on the way to a decision lapse when something took their place, and go when that is taken back."""

from collections.abc import Sequence

from services.notifications.application.letters.find_followed_letters import find_followed_letters
from services.notifications.application.letters.lapse_letters import lapse_letters
from services.notifications.application.letters.ports import LetterWork
from services.notifications.domain.letters.followed import may_follow
from services.notifications.domain.route.happened import StepTaken
from shared.access import system


@system
def lapse_followed_letters(work: LetterWork, taken: Sequence[StepTaken]) -> None:
    """Found anew from all that was told of the client, so the same event again changes nothing."""
    lapse_letters(work, find_followed_letters(work, [each.client_id for each in taken if may_follow(each.step)]))
