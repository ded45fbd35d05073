"""Which use case runs at the daily tick."""

from collections.abc import Callable
from datetime import date

from services.billing.adapters.work import BillingWorks
from services.billing.application.client.read_revisions import read_revisions
from services.billing.application.pgb.keep_budget_ends import keep_budget_ends
from services.billing.application.pgb.tell_budget_ends import BATCH, TellBudgetEnds, tell_budget_ends
from services.billing.domain.client.revisions import turns_of


def tick(works: BillingWorks) -> Callable[[date], int]:
    """The day's due work, in batches that are each a transaction; it returns how much was done."""

    def due(today: date) -> int:
        while _work_out(works):
            pass
        told = 0
        while True:
            with works.begin() as work:
                batch = tell_budget_ends(work, TellBudgetEnds(today))
            if not batch:
                return told
            told += batch

    return due


def _work_out(works: BillingWorks) -> int:
    """Ends of budgets that stand in the books since before they were kept: once, after an update of the tables."""
    with works.begin() as work:
        waiting = work.budget_ends.not_worked_out(BATCH)
        found = read_revisions(work, list(work.assessed.revisions(waiting).items())) if waiting else ()
        keep_budget_ends(work, [turns_of(client, told)[-1] for client, told in found])
    return len(found)
