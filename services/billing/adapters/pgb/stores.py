"""The budgets on their tables."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, RowMapping

from services.billing.adapters.pgb.rows import holding_columns, holding_of, line_columns
from services.billing.adapters.pgb.tables import budget, budget_line
from services.billing.domain.pgb.holding import Holding
from shared.storing import delete_rows, insert_rows, rows_with


class BudgetTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, client_ids: Iterable[str]) -> Mapping[str, Holding]:
        rows = list(rows_with(self._connection, budget.c.client_id, client_ids))
        lines = lines_by_client(self._connection, [row["client_id"] for row in rows])
        return {row["client_id"]: holding_of(row, lines.get(row["client_id"], ())) for row in rows}

    def replace(self, holdings: Sequence[Holding]) -> None:
        client_ids = [holding.client_id for holding in holdings]
        delete_rows(self._connection, budget_line.c.client_id, client_ids)
        delete_rows(self._connection, budget.c.client_id, client_ids)
        insert_rows(self._connection, budget, [holding_columns(holding) for holding in holdings])
        lines = [line for holding in holdings for line in line_columns(holding)]
        insert_rows(self._connection, budget_line, lines)


def lines_by_client(connection: Connection, client_ids: Iterable[str]) -> Mapping[str, Sequence[RowMapping]]:
    found: dict[str, list[RowMapping]] = {}
    for row in rows_with(connection, budget_line.c.client_id, client_ids, budget_line.c.number):
        found.setdefault(row["client_id"], []).append(row)
    return found
