"""Keeps what was decided for clients."""

from collections.abc import Sequence

from services.notifications.application.route.ports import RouteWork
from services.notifications.domain.route.facts import Decision
from shared.access import system


@system
def keep_decisions(work: RouteWork, told: Sequence[Decision]) -> None:
    """In whatever order they come; what was told before changes nothing."""
    work.decisions.keep(told)
