"""Which use case runs at the daily tick."""

from collections.abc import Callable
from datetime import date

from services.billing.adapters.work import BillingWorks
from services.billing.application.pgb.tell_budget_ends import TellBudgetEnds, tell_budget_ends


def tick(works: BillingWorks) -> Callable[[date], int]:
    """The day's due work, in batches that are each a transaction; it returns how much was done."""

    def due(today: date) -> int:
        told = 0
        while True:
            with works.begin() as work:
                batch = tell_budget_ends(work, TellBudgetEnds(today))
            if not batch:
                return told
            told += batch

    return due
