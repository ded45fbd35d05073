"""Reading and writing many rows with few statements, in parts that every database takes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Date,
    Delete,
    Dialect,
    RowMapping,
    Select,
    Table,
    any_,
    bindparam,
    delete,
    func,
    insert,
    select,
    union_all,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.sql.base import ColumnCollection
from sqlalchemy.types import TypeEngine

from shared.json_text import json_text

KEYS_PER_QUERY = 500
STATEMENTS_KEPT = 500
KEYS = "keys"
ROWS_PER_INSERT = 2000
T = TypeVar("T")


def in_parts(items: Sequence[T], size: int = KEYS_PER_QUERY) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def hidden(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The same value, of which a database does not see that there is an index."""
    return func.coalesce(column, column)


def merged_page(
    dialect: str, branches: Iterable[Select[Any]], order: Mapping[str, bool], skip: int, most: int | None
) -> CompoundSelect[Any]:
    """A page of what all branches find together. Each is read along an index that has the order, and no further than
    the page: SQLite merges them by itself, and PostgreSQL when each says its order and how many of it can be needed.
    `order`: names of columns, and whether each goes down."""
    last = None if most is None else skip + most
    cut = (each.order_by(*_in(order, each.selected_columns)).limit(last).subquery().select() for each in branches)
    found = union_all(*(branches if dialect == "sqlite" else cut))
    return found.order_by(*_in(order, found.selected_columns)).offset(skip).limit(most)


def _in(order: Mapping[str, bool], columns: ColumnCollection[str, ColumnElement[Any]]) -> list[ColumnElement[Any]]:
    return [columns[name].desc() if down else columns[name] for name, down in order.items()]


def rows_with(
    connection: Connection, column: ColumnElement[Any], keys: Iterable[Any], *order: ColumnElement[Any]
) -> Iterator[RowMapping]:
    """The rows of the column's table whose `column` is one of `keys`; ordered by `order` within each part."""
    query = _rows_with(connection.dialect.name, column, order)
    for part in in_parts(list(keys)):
        yield from connection.execute(query, _keys(connection, part)).mappings().all()


def present(connection: Connection, column: ColumnElement[Any], keys: Iterable[Any]) -> set[Any]:
    """Those of `keys` that stand in `column`."""
    found: set[Any] = set()
    query = _present(connection.dialect.name, column)
    for part in in_parts(list(keys)):
        found.update(connection.execute(query, _keys(connection, part)).scalars())
    return found


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """All rows hold the same columns. Inserting none is no statement."""
    if rows:
        _write(connection, _prepared(_dialect(connection), table, tuple(rows[0]), keeping=False), rows)


def insert_new_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Leaves alone what stands there already under the same primary key. All rows hold the same columns."""
    if rows:
        _write(connection, _prepared(_dialect(connection), table, tuple(rows[0]), keeping=True), rows)


def insert_new_row(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Whether nothing stood there under the same primary key, so that the row came in."""
    statement = _new(connection.dialect.name, table).values(dict(row))
    # Of an insert SQLAlchemy keeps the number for SQLite by itself, and gives -1 for PostgreSQL.
    return connection.execute(statement, execution_options={"preserve_rowcount": True}).rowcount > 0


@dataclass(frozen=True, slots=True)
class Prepared:
    """An insert as text for the driver. `values`: of a row, in the order of the text. `made`: at which places the
    driver does not take a value as it is, with what makes one of the database out of it. `names`: of the places, for a
    driver that wants them."""

    text: str
    values: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    made: Sequence[tuple[int, Callable[[Any], Any]]]
    names: Sequence[str] | None

    def parameters(self, row: Mapping[str, Any]) -> Any:
        values = self.values(row)
        if self.made:
            changed = list(values)
            for place, make in self.made:
                changed[place] = make(changed[place])
            values = tuple(changed)
        return values if self.names is None else dict(zip(self.names, values, strict=True))


@cache
def _prepared(dialect_name: str, table: Table, names: tuple[str, ...], *, keeping: bool) -> Prepared:
    """`keeping`: what stands there already."""
    dialect = make_url(f"{dialect_name}://").get_dialect()()
    statement = _new(dialect.name, table) if keeping else insert(table)
    compiled = statement.compile(dialect=dialect, column_keys=list(names))
    order = names if compiled.positiontup is None else compiled.positiontup
    makers = [_maker(table.c[name].type, dialect) for name in order]
    return Prepared(
        text=str(compiled),
        values=itemgetter(*order) if len(order) > 1 else lambda row: (row[order[0]],),
        made=[(place, make) for place, make in enumerate(makers) if make is not None],
        names=names if compiled.positiontup is None else None,
    )


def _maker(type_: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """SQLAlchemy makes the text of a day for SQLite out of its parts, which takes four times as long."""
    if dialect.name == "sqlite" and isinstance(type_, Date):
        return lambda day: None if day is None else day.isoformat()
    return type_.dialect_impl(dialect).bind_processor(dialect)


def _write(connection: Connection, prepared: Prepared, rows: Sequence[Mapping[str, Any]]) -> None:
    """SQLAlchemy looks at each value of each row, which is a tenth of the work from file to letter; the types of the
    columns say once what is to be done."""
    for part in in_parts(rows, ROWS_PER_INSERT):
        connection.exec_driver_sql(prepared.text, [prepared.parameters(row) for row in part])


def _dialect(connection: Connection) -> str:
    return f"{connection.dialect.name}+{connection.dialect.driver}"


def _new(dialect_name: str, table: Table) -> Any:
    new: Any = postgresql.insert(table) if dialect_name == "postgresql" else sqlite.insert(table)
    return new.on_conflict_do_nothing()


def delete_rows(connection: Connection, column: ColumnElement[Any], keys: Iterable[Any]) -> None:
    """Deletes the rows of the column's table whose `column` is one of `keys`."""
    statement = _delete_rows(connection.dialect.name, column)
    for part in in_parts(list(keys)):
        connection.execute(statement, _keys(connection, part))


@lru_cache(STATEMENTS_KEPT)
def _rows_with(dialect_name: str, column: ColumnElement[Any], order: tuple[ColumnElement[Any], ...]) -> Select[Any]:
    return select(column.table).where(_among(dialect_name, column)).order_by(*order)


@lru_cache(STATEMENTS_KEPT)
def _present(dialect_name: str, column: ColumnElement[Any]) -> Select[Any]:
    return select(column).where(_among(dialect_name, column))


@lru_cache(STATEMENTS_KEPT)
def _delete_rows(dialect_name: str, column: ColumnElement[Any]) -> Delete:
    return delete(column.table).where(_among(dialect_name, column))


def among(connection: Connection, column: ColumnElement[Any], keys: Sequence[Any]) -> ColumnElement[bool]:
    """Whether the column is one of `keys`, texts or whole numbers. They are one parameter, so that the statement is the
    same for any number of them: SQLAlchemy would write it anew for each."""
    return _among(connection.dialect.name, column, value=_value(connection, keys), unique=True)


def _among(dialect_name: str, column: ColumnElement[Any], **of_parameter: Any) -> ColumnElement[bool]:
    """Whether the column is one of `_keys`, unless the parameter has a value of its own."""
    if dialect_name == "postgresql":
        return column == any_(bindparam(KEYS, type_=postgresql.ARRAY(column.type), **of_parameter))
    return column.in_(select(func.json_each(bindparam(KEYS, **of_parameter)).table_valued("value").c.value))


def _keys(connection: Connection, keys: Sequence[Any]) -> Mapping[str, Any]:
    return {KEYS: _value(connection, keys)}


def _value(connection: Connection, keys: Sequence[Any]) -> Any:
    return list(keys) if connection.dialect.name == "postgresql" else json_text(keys)


def aware(moment: datetime) -> datetime:
    """SQLite gives a moment back without its zone; all are kept in UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
