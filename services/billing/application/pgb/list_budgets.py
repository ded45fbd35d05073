"""The budgets of the municipalities that the user works for, with the totals of exactly those budgets."""

from dataclasses import dataclass

from services.billing.application.pgb.ports import READERS, ReadingWork
from services.billing.application.pgb.views import BudgetList, BudgetSort
from services.billing.domain.pgb.holding import HoldingState
from shared.access import Scope, User, allowed, check_municipality
from shared.looks.purpose import listing

READ_LIST = listing("budgets", "Lijst van budgetten bekeken")

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class ListBudgets:
    """`municipality` and `state` choose among the budgets; None means all that the user may see. The list, the totals
    and the balances follow the same choice. Pages of `size` count from 1."""

    user: User
    municipality: str | None = None
    state: HoldingState | None = None
    sort: BudgetSort = BudgetSort.CLIENT
    descending: bool = False
    page: int = 1
    size: int = PAGE_SIZE

    @property
    def municipalities(self) -> list[str]:
        return [self.municipality] if self.municipality else sorted(self.user.municipalities)


@allowed(*READERS, scope=Scope.MUNICIPALITY)
def list_budgets(work: ReadingWork, command: ListBudgets) -> BudgetList:
    """Every client on the page stands in the read log. Raises Forbidden for a municipality that is not the user's."""
    if command.municipality:
        check_municipality(command.user, command.municipality)
    totals = work.queries.budget_totals(command.municipalities, command.state)
    every_state = work.queries.budget_totals(command.municipalities, None) if command.state else totals
    page = work.queries.budgets(
        command.municipalities,
        state=command.state,
        sort=command.sort,
        descending=command.descending,
        page=command.page,
        size=command.size,
    )
    clients = [holding.client_id for holding in page.holdings]
    work.read_log.write(command.user, clients, READ_LIST)
    return BudgetList(page, totals, every_state.budgets)
