"""Keeps which rights end in some weeks."""

from collections.abc import Sequence

from services.notifications.application.route.ports import RouteWork
from services.notifications.domain.route.facts import RightEnding
from shared.access import system


@system
def keep_rights_near_end(work: RouteWork, told: Sequence[RightEnding]) -> None:
    """In whatever order they come; what was told before changes nothing."""
    work.rights_ending.keep(told)
