"""Removes the plans that clients who are forgotten handed in."""

from collections.abc import Sequence

from services.notifications.application.replies.ports import RemovingPlans
from shared.access import system


@system
def remove_plan_files(work: RemovingPlans, client_ids: Sequence[str]) -> None:
    """Before their answers are erased, and again by whoever comes next when this is stopped halfway."""
    for client_id in client_ids:
        for answer in work.answers.of_client(client_id):
            if answer.file is not None:
                work.plan_files.remove(answer.answer_id, answer.file.type)
