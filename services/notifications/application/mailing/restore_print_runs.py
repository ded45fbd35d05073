"""Restores, in a rebuild, which letters were printed. No other log can tell it, because it hung on the clock."""

from collections.abc import Sequence

from services.notifications.application.mailing.ports import MailingWork
from services.notifications.domain.mailing.print_run import PrintRunMade
from shared.access import system


@system
def restore_print_runs(work: MailingWork, runs: Sequence[PrintRunMade]) -> None:
    """A run that is there already stays as it is."""
    for made in runs:
        if not work.print_runs.has(made.run_id):
            work.print_runs.add(made)
            work.print_queue.restore_printed(made)
