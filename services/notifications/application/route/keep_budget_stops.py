"""Keeps which budgets stop before their right, and which did."""

from collections.abc import Sequence

from services.notifications.application.route.ports import RouteWork
from services.notifications.domain.route.facts import BudgetStop
from shared.access import system


@system
def keep_budget_stops(work: RouteWork, told: Sequence[BudgetStop]) -> None:
    """In whatever order they come; what was told before changes nothing."""
    work.budget_stops.keep(told)
