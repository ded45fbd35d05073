"""What a user chooses in the address of the list of budgets."""

from collections.abc import Mapping

from services.billing.application.pgb.list_budgets import ListBudgets
from services.billing.application.pgb.views import BudgetSort
from services.billing.domain.pgb.holding import HoldingState
from shared.access import User


def budget_filter(user: User, arguments: Mapping[str, str]) -> ListBudgets:
    """A state or an order that does not exist counts as none. `-gross` sorts from high to low."""
    state, sort = arguments.get("state", ""), arguments.get("sort", "")
    column = sort.removeprefix("-")
    return ListBudgets(
        user,
        municipality=arguments.get("municipality") or None,
        state=HoldingState(state) if state in set(HoldingState) else None,
        sort=BudgetSort(column) if column in set(BudgetSort) else BudgetSort.CLIENT,
        descending=sort.startswith("-"),
        page=page_number(arguments.get("page", "1")),
    )


def page_number(text: str) -> int:
    """The page in the address, from 1; anything else is the first page."""
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1
