"""Which use case runs at the daily tick."""

from collections.abc import Callable
from datetime import date

from services.migration.adapters.work import Works
from services.migration.application.deadlines.recalculate_deadlines import recalculate_deadlines
from services.migration.application.planning.plan_leftovers import plan_leftovers
from services.migration.application.route.follow_clock import follow_clock


def tick(works: Works) -> Callable[[date], int]:
    """The day's due work; it returns how much was done."""

    def due(today: date) -> int:
        with works.begin() as work:
            recalculate_deadlines(work, today)
        with works.begin() as work:
            return plan_leftovers(work, today) + follow_clock(work, today)

    return due
