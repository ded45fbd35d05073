"""Restores, in a rebuild, which print runs were handed over."""

from collections.abc import Sequence

from services.notifications.application.mailing.ports import MailingWork
from services.notifications.domain.mailing.print_run import PrintRunHandedOver
from shared.access import system


@system
def restore_handed_over_runs(work: MailingWork, runs: Sequence[PrintRunHandedOver]) -> None:
    """The log told before that the run was made, because both have the run as their subject."""
    for handed_over in runs:
        work.late_tellings.restore(handed_over.told_late)
        if work.print_runs.hand_over(handed_over):
            work.print_queue.mark_handed_over(handed_over)
