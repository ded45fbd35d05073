"""Keeps which budgets of clients stop before their right, of those whose ends were not worked out yet."""

from collections.abc import Sequence

from services.billing.application.pgb.ports import EndsWork
from services.billing.domain.client.revisions import ClientRevision
from services.billing.domain.pgb.ends import BudgetEnd, budget_ends
from shared.access import system


@system
def keep_budget_ends(work: EndsWork, clients: Sequence[ClientRevision]) -> None:
    """Each as it is now, with what the route told since."""
    held = work.holdings.of([client.client_id for client in clients])
    ends: dict[str, Sequence[BudgetEnd]] = {
        client.client_id: tuple(budget_ends(client, held.get(client.client_id, ()))) for client in clients
    }
    work.budget_ends.replace(ends)
