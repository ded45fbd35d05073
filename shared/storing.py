"""Reading and writing many rows with few statements, in parts that every database takes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

KEYS_PER_QUERY = 500
ROWS_PER_INSERT = 2000
T = TypeVar("T")


def in_parts(items: Sequence[T], size: int = KEYS_PER_QUERY) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def rows_with(
    connection: Connection, column: ColumnElement[Any], keys: Iterable[Any], *order: ColumnElement[Any]
) -> Iterator[RowMapping]:
    """The rows of the column's table whose `column` is one of `keys`; ordered by `order` within each part."""
    for part in in_parts(list(keys)):
        query = select(column.table).where(column.in_(part)).order_by(*order)
        yield from connection.execute(query).mappings()


def present(connection: Connection, column: ColumnElement[Any], keys: Iterable[Any]) -> set[Any]:
    """Those of `keys` that stand in `column`."""
    found: set[Any] = set()
    for part in in_parts(list(keys)):
        found.update(connection.execute(select(column).where(column.in_(part))).scalars())
    return found


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """All rows hold the same columns. Inserting none is no statement."""
    for part in in_parts(rows, ROWS_PER_INSERT):
        connection.execute(insert(table), part)


def insert_new_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Leaves alone what stands there already under the same primary key. All rows hold the same columns."""
    for part in in_parts(rows, ROWS_PER_INSERT):
        connection.execute(_new(connection, table), part)


def insert_new_row(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Whether nothing stood there under the same primary key, so that the row came in."""
    return bool(connection.execute(_new(connection, table).values(dict(row))).rowcount)


def _new(connection: Connection, table: Table) -> Any:
    new: Any = postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
    return new.on_conflict_do_nothing()


def delete_rows(connection: Connection, column: ColumnElement[Any], keys: Iterable[Any]) -> None:
    """Deletes the rows of the column's table whose `column` is one of `keys`."""
    for part in in_parts(list(keys)):
        connection.execute(delete(column.table).where(column.in_(part)))
