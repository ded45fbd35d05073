"""The budgets and their totals on their tables."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, bindparam, select, update

from services.billing.adapters.pgb.rows import holding_columns, holding_of, line_columns
from services.billing.adapters.pgb.tables import (
    FIGURE_COLUMNS,
    budget,
    budget_end,
    budget_line,
    budget_total,
    told_budget_end,
)
from services.billing.domain.pgb.ends import NOT_WORKED_OUT, BudgetEnd
from services.billing.domain.pgb.holding import Holding
from services.billing.domain.pgb.totals import TotalsChange
from shared.storing import delete_rows, insert_rows, rows_with
from shared.transport.topics import TOPICS

Bucket = tuple[str, str, int]
"""Municipality, state, and the partition of the clients whose budgets it counts."""


class BudgetTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, client_ids: Iterable[str]) -> Mapping[str, Sequence[Holding]]:
        rows = list(
            rows_with(self._connection, budget.c.client_id, client_ids, budget.c.client_id, budget.c.municipality)
        )
        lines = _lines(self._connection, {row["client_id"] for row in rows})
        found: dict[str, list[Holding]] = {}
        for row in rows:
            held = holding_of(row, lines.get((row["client_id"], row["municipality"]), ()))
            found.setdefault(row["client_id"], []).append(held)
        return found

    def replace(self, holdings: Mapping[str, Sequence[Holding]]) -> None:
        delete_rows(self._connection, budget_line.c.client_id, holdings)
        delete_rows(self._connection, budget.c.client_id, holdings)
        held = [each for of_client in holdings.values() for each in of_client]
        insert_rows(self._connection, budget, [holding_columns(each) for each in held])
        insert_rows(self._connection, budget_line, [line for each in held for line in line_columns(each)])


class BudgetEndTable:
    """Found along the index of last days."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def replace(self, ends: Mapping[str, Sequence[BudgetEnd]]) -> None:
        delete_rows(self._connection, budget_end.c.client_id, ends)
        insert_rows(self._connection, budget_end, [asdict(each) for of_client in ends.values() for each in of_client])

    def not_worked_out(self, at_most: int) -> Sequence[str]:
        clients = select(budget_end.c.client_id).where(budget_end.c.revision == NOT_WORKED_OUT).distinct()
        return self._connection.execute(clients.order_by(budget_end.c.client_id).limit(at_most)).scalars().all()

    def municipalities(self) -> Sequence[str]:
        return sorted(self._connection.execute(select(budget_end.c.municipality).distinct()).scalars())

    def untold(
        self, municipalities: frozenset[str], days: tuple[date, date], weeks: int, at_most: int
    ) -> Sequence[BudgetEnd]:
        query = untold_ends(municipalities, days, weeks, at_most)
        return [BudgetEnd(**row) for row in self._connection.execute(query).mappings()]

    def save(self, told: Sequence[BudgetEnd], weeks: int, today: date) -> None:
        rows = [
            {
                "client_id": each.client_id,
                "function_id": each.function_id,
                "last_day": each.last_day,
                "weeks": weeks,
                "told_on": today,
            }
            for each in told
        ]
        insert_rows(self._connection, told_budget_end, rows)


def untold_ends(
    municipalities: frozenset[str], days: tuple[date, date], weeks: int, at_most: int
) -> Select[tuple[Any, ...]]:
    column, told = budget_end.c, told_budget_end.c
    was_told = select(told.client_id).where(
        told.client_id == column.client_id,
        told.function_id == column.function_id,
        told.last_day == column.last_day,
        told.weeks == weeks,
    )
    there = (column.last_day.between(*days), column.municipality.in_(sorted(municipalities)), ~was_told.exists())
    clients = select(column.client_id).where(*there).distinct().order_by(column.client_id).limit(at_most)
    query = select(budget_end).where(*there, column.client_id.in_(clients.scalar_subquery()))
    return query.order_by(column.client_id, column.last_day, column.function_id)


class TotalsTable:
    """One row per municipality, state and partition. A worker holds the lock of the partitions of its batch, so no two
    workers ever change one row at once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, changes: Sequence[TotalsChange]) -> None:
        figures = _by_bucket(changes)
        known = self._known({municipality for municipality, _, _ in figures})
        fresh = [_row(bucket, figures[bucket]) for bucket in figures.keys() - known]
        insert_rows(self._connection, budget_total, sorted(fresh, key=lambda row: tuple(map(str, row.values()))))
        if added := [_row(bucket, figures[bucket], "more_") for bucket in sorted(figures.keys() & known)]:
            self._connection.execute(_ADD, added)

    def _known(self, municipalities: Iterable[str]) -> set[Bucket]:
        rows = rows_with(self._connection, budget_total.c.municipality, sorted(municipalities))
        return {(row["municipality"], row["state"], row["partition"]) for row in rows}


_ADD = (
    update(budget_total)
    .where(*(column == bindparam(f"more_{column.name}") for column in budget_total.primary_key.columns))
    .values({column: budget_total.c[column] + bindparam(f"more_{column}") for column in FIGURE_COLUMNS.values()})
)


def _by_bucket(changes: Iterable[TotalsChange]) -> Mapping[Bucket, Mapping[str, int]]:
    found: dict[Bucket, Counter[str]] = {}
    for change in changes:
        partition = TOPICS["billing"].partition_of(change.client_id)
        for ((municipality, state), figure), amount in change.figures.items():
            found.setdefault((municipality, state, partition), Counter())[figure] += amount
    return found


def _row(bucket: Bucket, figures: Mapping[str, int], prefix: str = "") -> dict[str, Any]:
    keys = zip(("municipality", "state", "partition"), bucket, strict=True)
    amounts = ((column, figures.get(figure, 0)) for figure, column in FIGURE_COLUMNS.items())
    return {f"{prefix}{name}": value for name, value in (*keys, *amounts)}


def _lines(connection: Connection, client_ids: Iterable[str]) -> Mapping[tuple[str, str], Sequence[RowMapping]]:
    found: dict[tuple[str, str], list[RowMapping]] = {}
    for row in rows_with(connection, budget_line.c.client_id, client_ids, budget_line.c.number):
        found.setdefault((row["client_id"], row["municipality"]), []).append(row)
    return found
