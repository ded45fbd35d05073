"""Keeps which rights have had their last day."""

from collections.abc import Sequence

from services.notifications.application.route.ports import RouteWork
from services.notifications.domain.route.facts import RightEnded
from shared.access import system


@system
def keep_ended_rights(work: RouteWork, told: Sequence[RightEnded]) -> None:
    """In whatever order they come; what was told before changes nothing."""
    work.rights_ended.keep(told)
