"""Lets letters wait when somebody told that their reader died, and go when that was looked into."""

from services.notifications.application.letters.follow_deaths import follow_deaths
from services.notifications.application.letters.ports import LetterWork
from services.notifications.domain.replies.answer import HAS_DIED, Answer
from shared.access import system


@system
def follow_answer(work: LetterWork, answer: Answer) -> None:
    """After it was recorded, or dealt with, in the same transaction."""
    if answer.kind == HAS_DIED:
        follow_deaths(work, [answer.client_id])
