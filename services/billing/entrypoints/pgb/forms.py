"""What the list of budgets can be asked in its address."""

from services.billing.application.pgb.list_budgets import ListBudgets
from services.billing.application.pgb.views import BudgetSort
from services.billing.domain.pgb.holding import HoldingState
from shared.access import User
from shared.municipalities import is_known
from shared.web.lists import Listing, ListState

BUDGETS = Listing(sorts=tuple(BudgetSort), filters={"municipality": is_known, "state": frozenset(HoldingState)})


def wanted_budgets(user: User, state: ListState) -> ListBudgets:
    chosen = state.filters.get("state")
    return ListBudgets(
        user,
        municipality=state.filters.get("municipality"),
        state=HoldingState(chosen) if chosen else None,
        sort=BudgetSort(state.order.column),
        descending=state.order.descending,
        page=state.page,
    )
