"""Removes the files of print runs that hold a letter of a client who is forgotten."""

from collections.abc import Sequence

from services.notifications.application.mailing.ports import MailingWork
from shared.access import system


@system
def remove_run_files(work: MailingWork, client_ids: Sequence[str]) -> None:
    """All files of such a run: what was handed over needs them no longer, and of what was not they are made again from
    the letters that are left. Before their letters are erased, and again by whoever comes next when this is stopped
    halfway."""
    for run_id in work.print_queue.runs_with(client_ids):
        work.run_files.remove(run_id)
