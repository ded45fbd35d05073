"""The answers for the screens and the API of budgets, and for the status, straight from the tables.

Nothing here grows with the region: a page reads its own rows along an index, and totals are kept by whoever changes a
budget.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select, true

from services.billing.adapters.client.queries import assessed_row
from services.billing.adapters.contribution.queries import charges_of
from services.billing.adapters.ledger.queries import bookings_of, sum_of
from services.billing.adapters.pgb.rows import holding_of
from services.billing.adapters.pgb.stores import BudgetTable
from services.billing.adapters.pgb.tables import FIGURE_COLUMNS, SORTED_BY, budget, budget_total
from services.billing.application.pgb.ports import UnknownClient
from services.billing.application.pgb.views import BudgetPage, BudgetSort, BudgetTotals, BudgetView
from services.billing.domain.ledger.journal import Account
from services.billing.domain.pgb.holding import HoldingState
from services.billing.domain.pgb.totals import (
    BUDGETS,
    CONDITIONAL_GROSS,
    CONTRIBUTION,
    DELIVERED_GROSS,
    GROSS,
    NET,
    UNACCOUNTABLE,
)
from shared.storing import merged_page, rows_with

Condition = ColumnElement[bool]


class BudgetQueries:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def budgets(
        self,
        municipalities: Sequence[str],
        *,
        state: HoldingState | None,
        sort: BudgetSort,
        descending: bool,
        page: int,
        size: int,
    ) -> BudgetPage:
        states = [state] if state else list(HoldingState)
        found = self.budget_totals(municipalities, state).found
        if not found:
            return BudgetPage([], page, size, 0)
        branches, order = branches_of(municipalities, states, sort), order_of(sort, descending=descending)
        keys = merged_page(self._connection.dialect.name, branches, order, (page - 1) * size, size)
        on_page = [(row.client_id, row.municipality) for row in self._connection.execute(keys)]
        rows = rows_with(self._connection, budget.c.client_id, [client_id for client_id, _ in on_page])
        holdings = {(row["client_id"], row["municipality"]): holding_of(row) for row in rows}
        return BudgetPage([holdings[key] for key in on_page], page, size, found)

    def budget_totals(self, municipalities: Sequence[str], state: HoldingState | None) -> BudgetTotals:
        chosen: Condition = budget_total.c.municipality.in_(municipalities)
        return self._totals(chosen & (budget_total.c.state == state.value) if state else chosen)

    def all_budget_totals(self) -> BudgetTotals:
        """Over all municipalities, for the status."""
        return self._totals(true())

    def _totals(self, chosen: Condition) -> BudgetTotals:
        sums = [sum_of(budget_total.c[column]).label(column) for column in FIGURE_COLUMNS.values()]
        rows = self._connection.execute(
            select(budget_total.c.state, *sums).where(chosen).group_by(budget_total.c.state)
        )
        by_state = {row["state"]: row for row in rows.mappings()}
        figures = {
            figure: sum(int(row[column]) for row in by_state.values()) for figure, column in FIGURE_COLUMNS.items()
        }
        budgets = FIGURE_COLUMNS[BUDGETS]
        return BudgetTotals(
            budgets={state: int(by_state[state.value][budgets]) if state in by_state else 0 for state in HoldingState},
            delivered_gross=figures[DELIVERED_GROSS],
            gross=figures[GROSS],
            conditional_gross=figures[CONDITIONAL_GROSS],
            contribution=figures[CONTRIBUTION],
            net=figures[NET],
            unaccountable=figures[UNACCOUNTABLE],
            balances={account: figures[account] for account in Account},
        )

    def budget(self, client_id: str) -> BudgetView:
        row = assessed_row(self._connection, client_id)
        if row is None:
            raise UnknownClient(client_id)
        return BudgetView(
            client_id=client_id,
            municipality=row["municipality"],
            revision=row["revision"],
            holdings=BudgetTable(self._connection).of([client_id]).get(client_id, []),
            charges=charges_of(self._connection, client_id),
            bookings=bookings_of(self._connection, client_id),
        )


def branches_of(
    municipalities: Sequence[str], states: Sequence[HoldingState], sort: BudgetSort
) -> Sequence[Select[Any]]:
    """The keys of budgets: each municipality and state is a branch of its own, read along an index that has the
    order."""
    columns = [budget.c[name] for name in order_of(sort, descending=False)]
    return [
        select(*columns).where(budget.c.municipality == municipality, budget.c.state == state.value)
        for municipality in municipalities
        for state in states
    ]


def order_of(sort: BudgetSort, *, descending: bool) -> Mapping[str, bool]:
    return dict.fromkeys((SORTED_BY[sort], "client_id", "municipality"), descending)
