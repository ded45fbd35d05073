"""The service's figures for `status`."""

from services.billing.application.ports import Queries
from services.billing.application.views import Totals
from shared.access import system


@system
def count_totals(queries: Queries) -> Totals:
    """Budgets in and out in cents, and per contribution regime the number of functions of clients."""
    budgets = queries.all_budget_totals()
    return {
        "budgets": {
            "count": budgets.granted,
            "deliveredGrossCents": budgets.delivered_gross,
            "grantedGrossCents": budgets.gross,
            "contributionCents": budgets.contribution,
            "netCents": budgets.net,
            "unaccountableCents": budgets.unaccountable,
            "debitCents": budgets.debit,
            "creditCents": budgets.credit,
        },
        "contributions": dict(queries.regime_counts()),
    }
