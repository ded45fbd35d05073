"""Which use case runs at the daily tick."""

from collections.abc import Callable
from datetime import date

from services.migration.application.plan_leftovers import plan_leftovers
from services.migration.application.ports import Planner


def tick(planner: Planner) -> Callable[[date], int]:
    """The day's due work; it returns how many clients were planned."""

    def due(today: date) -> int:
        return plan_leftovers(planner, today)

    return due
