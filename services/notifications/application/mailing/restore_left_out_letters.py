"""Restores, in a rebuild, which letters were left out of their mailing."""

from collections.abc import Sequence

from services.notifications.application.mailing.ports import MailingWork
from services.notifications.domain.mailing.print_run import LetterLeftOut
from shared.access import system


@system
def restore_left_out_letters(work: MailingWork, letters: Sequence[LetterLeftOut]) -> None:
    """A letter is left out once, and was never printed."""
    for left_out in letters:
        work.print_queue.restore_left_out(left_out)
