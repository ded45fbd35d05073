"""Budgets for who works for the municipality. Every person that is shown stands in the read log."""

from services.billing.application.ports import Desk
from services.billing.application.views import AccountView, BudgetPage, BudgetTotals
from shared.access import Role, Scope, User, allowed, check_municipality

READERS = (Role.FINANCE, Role.FUNCTIONAL_MANAGER, Role.AUDITOR, Role.CASEWORKER)
PAGE_SIZE = 50


@allowed(*READERS, scope=Scope.MUNICIPALITY)
def list_budgets(desk: Desk, user: User, *, municipality: str, state: str, page: int) -> BudgetPage:
    """A page of the budgets of the user's municipalities, or of one of them. Raises Forbidden."""
    found = desk.queries.budgets(_chosen(user, municipality), state=state, page=page, size=PAGE_SIZE)
    desk.read_log.write(user, [holding.client for holding in found.holdings], "Lijst van budgetten bekeken")
    return found


@allowed(*READERS, scope=Scope.MUNICIPALITY)
def total_budgets(desk: Desk, user: User, *, municipality: str) -> BudgetTotals:
    """Totals over the user's municipalities, or of one of them. Raises Forbidden."""
    return desk.queries.budget_totals(_chosen(user, municipality))


@allowed(*READERS, scope=Scope.MUNICIPALITY)
def look_at_account(desk: Desk, user: User, client: str) -> AccountView:
    """A client's budget, regimes and postings. Raises UnknownClient, and Forbidden outside the own municipalities."""
    account = desk.queries.account(client)
    check_municipality(user, account.municipality)
    desk.read_log.write(user, [client], "Budget van een cliënt bekeken")
    return account


def _chosen(user: User, municipality: str) -> list[str]:
    if not municipality:
        return sorted(user.municipalities)
    check_municipality(user, municipality)
    return [municipality]
