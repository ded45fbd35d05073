"""The stores of the use cases, on SQLAlchemy Core: plain rows, many at a time, no object mapping."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, delete, func, insert, select

from services.billing.adapters import tables
from services.billing.adapters.texts import (
    Columns,
    charge_columns,
    facts_columns,
    facts_of,
    holding_columns,
    holding_of,
    line_columns,
    rights_columns,
    rights_of,
)
from services.billing.application.ports import Booking, Key, Stores
from services.billing.domain.case import Case
from services.billing.domain.charges import Charge
from services.billing.domain.holding import Holding

KEYS_PER_QUERY = 500


class Revised(Protocol):
    """Something that is kept per client and revision."""

    @property
    def client(self) -> str: ...

    @property
    def revision(self) -> int: ...


R = TypeVar("R", bound=Revised)


def stores_on(connection: Connection) -> Stores:
    return Stores(
        facts=RevisionTable(connection, tables.client_facts, facts_columns, facts_of),
        rights=RevisionTable(connection, tables.client_rights, rights_columns, rights_of),
        assessments=AssessedTable(connection),
        holdings=BudgetTable(connection),
        journal=JournalTable(connection),
        regimes=RegimeTable(connection),
    )


class RevisionTable(Generic[R]):
    """A table with a row per client and revision."""

    def __init__(
        self, connection: Connection, table: Table, columns: Callable[[R], Columns], value_of: Callable[[RowMapping], R]
    ) -> None:
        self._connection = connection
        self._table = table
        self._columns = columns
        self._value_of = value_of

    def add(self, found: Sequence[R]) -> Sequence[R]:
        kept = self._last_revisions([each.client for each in found])
        fresh = [each for each in found if each.revision > kept.get(each.client, 0)]
        _insert(self._connection, self._table, [self._columns(each) for each in fresh])
        return fresh

    def of(self, keys: Sequence[Key]) -> Mapping[Key, R]:
        wanted = set(keys)
        rows = _rows(self._connection, self._table, [client for client, _ in keys])
        return {key: self._value_of(row) for row in rows if (key := (row["client"], row["revision"])) in wanted}

    def _last_revisions(self, clients: Sequence[str]) -> Mapping[str, int]:
        columns = self._table.c
        found: dict[str, int] = {}
        for part in _parts(clients):
            last = select(columns.client, func.max(columns.revision)).where(columns.client.in_(part))
            found.update(self._connection.execute(last.group_by(columns.client)).all())
        return found


class AssessedTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def last_revisions(self, clients: Sequence[str]) -> Mapping[str, int]:
        return {row["client"]: row["revision"] for row in _rows(self._connection, tables.assessed, clients)}

    def save(self, cases: Sequence[Case], known: Mapping[str, int]) -> None:
        _delete(self._connection, tables.assessed, [case.client for case in cases if case.client in known])
        rows = [
            {"client": case.client, "revision": case.revision, "municipality": case.facts.municipality}
            for case in cases
        ]
        _insert(self._connection, tables.assessed, rows)


class BudgetTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, clients: Sequence[str]) -> Mapping[str, Holding]:
        holdings = list(_rows(self._connection, tables.budget, clients))
        lines = lines_by_client(self._connection, [row["client"] for row in holdings])
        return {row["client"]: holding_of(row, lines.get(row["client"], ())) for row in holdings}

    def save(self, before: Mapping[str, Holding], after: Sequence[Holding]) -> None:
        replaced = [holding.client for holding in after if holding.client in before]
        _delete(self._connection, tables.budget_line, replaced)
        _delete(self._connection, tables.budget, replaced)
        _insert(self._connection, tables.budget, [holding_columns(holding) for holding in after])
        lines = [line for holding in after for line in line_columns(holding)]
        _insert(self._connection, tables.budget_line, lines)


class JournalTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def book(self, bookings: Sequence[Booking]) -> None:
        entries = [
            {
                "id": booking.id,
                "client": booking.client,
                "revision": booking.revision,
                "municipality": booking.municipality,
                "booked_on": booking.entry.booked_on,
                "reference": booking.entry.reference,
                "description": booking.entry.description,
            }
            for booking in bookings
        ]
        postings = [
            {"entry_id": booking.id, "account": posting.account.value, "amount_cents": posting.amount_cents}
            for booking in bookings
            for posting in booking.entry.postings
        ]
        _insert(self._connection, tables.journal_entry, entries)
        _insert(self._connection, tables.posting, postings)


class RegimeTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def replace(self, charges: Mapping[str, tuple[Case, Sequence[Charge]]]) -> None:
        _delete(self._connection, tables.contribution_regime, list(charges))
        rows = [
            row
            for client, (case, found) in charges.items()
            for row in charge_columns(case.revision, case.facts.municipality, client, found)
        ]
        _insert(self._connection, tables.contribution_regime, rows)


def lines_by_client(connection: Connection, clients: Sequence[str]) -> Mapping[str, list[RowMapping]]:
    found: dict[str, list[RowMapping]] = {}
    for row in _rows(connection, tables.budget_line, clients, tables.budget_line.c.number):
        found.setdefault(row["client"], []).append(row)
    return found


def _rows(
    connection: Connection, table: Table, clients: Sequence[str], *order: ColumnElement[Any]
) -> Iterator[RowMapping]:
    for part in _parts(clients):
        query = select(table).where(table.c.client.in_(part)).order_by(*order)
        yield from connection.execute(query).mappings()


def _insert(connection: Connection, table: Table, rows: Sequence[Columns]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _delete(connection: Connection, table: Table, clients: Sequence[str]) -> None:
    for part in _parts(clients):
        connection.execute(delete(table).where(table.c.client.in_(part)))


def _parts(clients: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(clients), KEYS_PER_QUERY):
        yield clients[start : start + KEYS_PER_QUERY]
