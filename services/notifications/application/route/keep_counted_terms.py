"""Keeps the terms that run after a step, when they were counted again."""

from collections.abc import Sequence

from services.notifications.application.route.ports import RouteWork
from services.notifications.domain.route.happened import DeadlinesCounted
from shared.access import system


@system
def keep_counted_terms(work: RouteWork, told: Sequence[DeadlinesCounted]) -> None:
    """A letter that was written by then says what was counted before; what was told of a step that is not kept, as of
    who was forgotten, changes nothing."""
    for each in told:
        work.steps.count_again(each.client_id, each.step_id, each.terms)
