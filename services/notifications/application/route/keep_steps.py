"""Keeps the steps of clients on their way to a decision."""

from collections.abc import Sequence

from services.notifications.application.route.ports import RouteWork
from services.notifications.domain.route.facts import Step
from shared.access import system


@system
def keep_steps(work: RouteWork, told: Sequence[Step]) -> None:
    """In whatever order they come; what was told before changes nothing."""
    work.steps.keep(told)
