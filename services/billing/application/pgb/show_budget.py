"""What billing knows of one client: the budget, the contribution regimes and the postings."""

from dataclasses import dataclass

from services.billing.application.pgb.ports import READERS, ReadingWork
from services.billing.application.pgb.views import BudgetView
from shared.access import Scope, User, allowed, check_municipality
from shared.looks.purpose import opening

READ_BUDGET = opening("budget", "Budget van een cliënt bekeken", by_task=False)


@dataclass(frozen=True, slots=True)
class ShowBudget:
    user: User
    client_id: str


@allowed(*READERS, scope=Scope.MUNICIPALITY)
def show_budget(work: ReadingWork, command: ShowBudget) -> BudgetView:
    """Only what stands at the user's own municipalities. The client stands in the read log. Raises UnknownClient, and
    Forbidden when nothing of the client stands there."""
    budget = work.queries.budget(command.client_id)
    seen = budget.seen_at(command.user.municipalities)
    if not seen.holdings:
        check_municipality(command.user, budget.municipality)
    work.read_log.write(command.user, [command.client_id], READ_BUDGET)
    return seen
