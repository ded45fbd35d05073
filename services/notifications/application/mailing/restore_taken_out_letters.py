"""Restores, in a rebuild, which printed letters were taken out of their pile."""

from collections.abc import Sequence

from services.notifications.application.mailing.ports import MailingWork
from services.notifications.domain.mailing.print_run import LetterTakenOut
from shared.access import system


@system
def restore_taken_out_letters(work: MailingWork, letters: Sequence[LetterTakenOut]) -> None:
    """Their subject is the client, so a log of several partitions may tell this before the run that a letter was in,
    and after its hand-over. The outcome is the same."""
    for taken_out in letters:
        work.print_queue.restore_taken_out(taken_out)
