"""The answers for the screens and the API of budgets, and for the status, straight from the tables."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, and_, func, select, true

from services.billing.adapters.client.queries import assessed_row, delivered_gross
from services.billing.adapters.client.tables import client_facts
from services.billing.adapters.contribution.queries import charges_of
from services.billing.adapters.ledger.queries import entries_of, journal_totals, sum_of
from services.billing.adapters.ledger.tables import journal_entry
from services.billing.adapters.pgb.rows import holding_of
from services.billing.adapters.pgb.stores import BudgetTable
from services.billing.adapters.pgb.tables import budget, budget_line
from services.billing.application.pgb.ports import UnknownClient
from services.billing.application.pgb.views import BudgetPage, BudgetTotals, BudgetView
from services.billing.domain.pgb.holding import HoldingState

Condition = ColumnElement[bool]


class BudgetQueries:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def budgets(self, municipalities: Sequence[str], *, state: HoldingState | None, page: int, size: int) -> BudgetPage:
        wanted: Condition = budget.c.municipality.in_(municipalities)
        if state is not None:
            wanted = and_(wanted, budget.c.state == state.value)
        rows = select(budget).where(wanted).order_by(budget.c.client_id).limit(size).offset((page - 1) * size)
        found = self._connection.execute(select(func.count()).select_from(budget).where(wanted)).scalar_one()
        holdings = [holding_of(row) for row in self._connection.execute(rows).mappings()]
        return BudgetPage(holdings, page, size, found)

    def budget_totals(self, municipalities: Sequence[str]) -> BudgetTotals:
        return _totals(
            self._connection,
            budget.c.municipality.in_(municipalities),
            client_facts.c.municipality.in_(municipalities),
            journal_entry.c.municipality.in_(municipalities),
        )

    def all_budget_totals(self) -> BudgetTotals:
        """Over all municipalities, for the status."""
        return _totals(self._connection, true(), true(), true())

    def budget(self, client_id: str) -> BudgetView:
        row = assessed_row(self._connection, client_id)
        if row is None:
            raise UnknownClient(client_id)
        return BudgetView(
            client_id=client_id,
            municipality=row["municipality"],
            revision=row["revision"],
            holding=BudgetTable(self._connection).of([client_id]).get(client_id),
            charges=charges_of(self._connection, client_id),
            entries=entries_of(self._connection, client_id),
        )


def _totals(connection: Connection, budgets: Condition, facts: Condition, entries: Condition) -> BudgetTotals:
    """Over what each condition lets pass."""
    amounts = (budget.c.gross_cents, budget.c.contribution_cents, budget.c.net_cents, budget.c.unaccountable_cents)
    sums = connection.execute(select(*(sum_of(amount) for amount in amounts)).where(budgets)).one()
    gross, contribution, net, unaccountable = (int(cents) for cents in sums)
    states = select(budget.c.state, func.count()).where(budgets).group_by(budget.c.state)
    counts: dict[str, int] = dict(connection.execute(states).all())
    journal = journal_totals(connection, entries)
    return BudgetTotals(
        granted=counts.get(HoldingState.GRANTED.value, 0),
        withdrawn=counts.get(HoldingState.WITHDRAWN.value, 0),
        refused=counts.get(HoldingState.REFUSED.value, 0),
        delivered_gross=delivered_gross(connection, facts),
        gross=gross,
        conditional_gross=_conditional_gross(connection, budgets),
        contribution=contribution,
        net=net,
        unaccountable=unaccountable,
        debit=journal.debit,
        credit=journal.credit,
        booked_gross=journal.booked_gross,
    )


def _conditional_gross(connection: Connection, budgets: Condition) -> int:
    of_lines = select(sum_of(budget_line.c.gross_cents)).join_from(budget_line, budget)
    return int(connection.execute(of_lines.where(budget_line.c.conditional, budgets)).scalar_one())
