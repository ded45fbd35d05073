"""The budgets of the municipalities that the user works for, with their totals."""

from dataclasses import dataclass

from services.billing.application.pgb.ports import READERS, ReadingWork
from services.billing.application.pgb.views import BudgetList
from services.billing.domain.pgb.holding import HoldingState
from shared.access import Scope, User, allowed, check_municipality

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class ListBudgets:
    """`municipality` and `state` narrow the list; None means all that the user may see. Pages count from 1."""

    user: User
    municipality: str | None = None
    state: HoldingState | None = None
    page: int = 1

    @property
    def municipalities(self) -> list[str]:
        return [self.municipality] if self.municipality else sorted(self.user.municipalities)


@allowed(*READERS, scope=Scope.MUNICIPALITY)
def list_budgets(work: ReadingWork, command: ListBudgets) -> BudgetList:
    """Every client on the page stands in the read log. Raises Forbidden for a municipality that is not the user's."""
    if command.municipality:
        check_municipality(command.user, command.municipality)
    chosen = command.municipalities
    page = work.queries.budgets(chosen, state=command.state, page=command.page, size=PAGE_SIZE)
    clients = [holding.client_id for holding in page.holdings]
    work.read_log.write(command.user, clients, "Lijst van budgetten bekeken")
    return BudgetList(page, work.queries.budget_totals(chosen))
