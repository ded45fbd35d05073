"""Makes a large region of a small one that was lived in: the rows about its clients again and again, under new ids.

To take in 200,000 clients and to live with them takes days; copying takes minutes. Every client gets as many copies as
are asked for, with household, appointments, steps, decisions, letters, answers and caseworker. Copies are in the same
municipalities and of the same providers, so those grow; a caseworker has as much to do as before. Totals are
multiplied. Mailings, print runs and notices stay as many and hold more letters and clients. Names, days and texts
repeat.

Not copied: what no screen shows (inbox, outbox, read log), and intake, whose pages the other part measures.
"""

import json
import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import repeat
from pathlib import Path
from typing import Any

from services.billing.adapters.pgb.tables import budget_total

COPIED = ("billing", "migration", "notifications")
UUID = re.compile(r"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})")
CASEWORKER = re.compile(r"\d{4}-\d+|(user/)?consulent[a-z-]*")
DIGITS = 4
"""An id of a copy differs from its original in so many last digits; copy 0 is the original."""
COPIES_MAX = 16**DIGITS
HEX = [f"{number:0{DIGITS}x}" for number in range(COPIES_MAX)]
BUDGETS = tuple(column.name for column in budget_total.columns if not column.primary_key)
ONCE = frozenset(
    {
        "alembic_version",
        "deadline_basis",
        "delivered",
        "inbox",
        "kept_search",
        "look",
        "look_client",
        "look_head",
        "look_outbox",
        "notice_round",
        "outbox",
        "outbox_data",
        "parked",
        "relay",
        "tick",
    }
)
TOTALS = {
    "budget_total": BUDGETS,
    "day_total": ("number",),
    "delivery": ("expected",),
    "list_total": ("number",),
    "mailing": ("letters",),
    "print_run": ("letters", "pages"),
    "prolongation": (),
    "provider_notice": ("clients",),
}
"""Tables that are not copied, with the numbers in them that grow."""
SHARED = {"delivery": "delivery_id", "mailing": "id", "print_run": "id", "prolongation": "id", "provider_notice": "id"}
"""Those of them that have an id; copies go on naming it."""
CASEWORKERS_IN = frozenset(["by_id", "caseworker_id", "id", "made_by", "owner", "owner_id", "user_id"])

Row = tuple[Any, ...]


def enlarge(small: Path, large: Path, times: int) -> None:
    """`small` is a data folder that nobody has open; `large` must not be there yet."""
    if not 1 <= times <= COPIES_MAX:
        raise ValueError(f"a region can be made 1 to {COPIES_MAX} times as large, not {times}")
    shutil.copytree(small, large)
    for name in COPIED:
        with closing(sqlite3.connect(large / f"{name}.sqlite", isolation_level=None)) as connection:
            for pragma in ("journal_mode=MEMORY", "synchronous=OFF", "cache_size=-400000"):
                connection.execute(f"PRAGMA {pragma}")
            connection.execute("BEGIN")
            _enlarge(connection, times)
            connection.execute("COMMIT")
            connection.execute("PRAGMA journal_mode=WAL")


def _enlarge(connection: sqlite3.Connection, times: int) -> None:
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    shared = {
        id_
        for name, column in SHARED.items()
        if name in tables
        for (id_,) in connection.execute(f'SELECT {column} FROM "{name}"')  # noqa: S608
    }
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    indexes = dict(found.fetchall())
    for name in indexes:
        connection.execute(f'DROP INDEX "{name}"')
    for table in tables:
        if table in TOTALS:
            _multiply(connection, table, times)
        elif table not in ONCE:
            _copy(connection, table, times, shared)
    for statement in indexes.values():
        connection.execute(statement)


def _multiply(connection: sqlite3.Connection, table: str, times: int) -> None:
    for name in TOTALS[table]:
        connection.execute(f'UPDATE "{table}" SET "{name}" = "{name}" * {times}')  # noqa: S608
    if table == "mailing":
        for id_, kinds in connection.execute("SELECT id, kinds FROM mailing").fetchall():
            grown = json.dumps({kind: number * times for kind, number in json.loads(kinds).items()})
            connection.execute("UPDATE mailing SET kinds = ? WHERE id = ?", (grown, id_))
    if table == "provider_notice":
        for id_, *lists in connection.execute("SELECT id, lines, told FROM provider_notice").fetchall():
            longer = [
                f"[{','.join([text[1:-1], *_texts(text[1:-1], times)])}]" if text != "[]" else text for text in lists
            ]
            connection.execute("UPDATE provider_notice SET lines = ?, told = ? WHERE id = ?", (*longer, id_))


def _copy(connection: sqlite3.Connection, table: str, times: int, shared: set[str]) -> None:
    cursor = connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608
    names, rows = [each[0] for each in cursor.description], cursor.fetchall()
    marks = ", ".join("?" * len(names))
    copies = (copy for row in rows for copy in _copies(names, row, times, shared))
    connection.executemany(f'INSERT INTO "{table}" VALUES ({marks})', copies)  # noqa: S608


def _copies(names: Sequence[str], row: Row, times: int, shared: set[str]) -> Iterator[Row]:
    return zip(*(_values(name, value, times, shared) for name, value in zip(names, row, strict=True)), strict=True)


def _values(name: str, value: object, times: int, shared: set[str]) -> Iterable[object]:
    """What stands in the copies 1, 2, ... instead of a value."""
    if isinstance(value, str) and value not in shared:
        if name == "household_id" or UUID.search(value):
            return _texts(value, times, whole=name == "household_id")
        if name in CASEWORKERS_IN and CASEWORKER.fullmatch(value):
            return (f"{value}~{number}" for number in range(1, times))
    return repeat(value, times - 1)


def _texts(text: str, times: int, *, whole: bool = False) -> Iterator[str]:
    """The same text with other ids; `whole`: it is nothing but an id."""
    parts = [text] if whole else UUID.split(text)
    first = 0 if whole else 1
    ids = [(place, id_[:-DIGITS], int(id_[-DIGITS:], 16)) for place, id_ in enumerate(parts) if place % 2 == first]
    for number in range(1, times):
        for place, head, last in ids:
            parts[place] = head + HEX[last ^ number]
        yield "".join(parts)
