"""Restores, in a rebuild, which letters came back."""

from collections.abc import Sequence

from services.notifications.application.mailing.ports import MailingWork
from services.notifications.domain.mailing.print_run import LetterReturned
from shared.access import system


@system
def restore_returned_letters(work: MailingWork, letters: Sequence[LetterReturned]) -> None:
    """Their subject is the client, so a log of several partitions may tell this before the run that a letter was in,
    and before its hand-over. The outcome is the same."""
    for returned in letters:
        work.print_queue.restore_returned(returned)
