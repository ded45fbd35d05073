"""Engines for both ways of running: SQLite files by default, PostgreSQL in production.

On SQLite a writing transaction takes its lock at the start (BEGIN IMMEDIATE), so that two writers queue instead of
failing halfway; a reading one does not. On PostgreSQL both are ordinary transactions.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

BUSY_SECONDS = 60
POOL_SIZE = 20


def sqlite_url(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{path}"


def open_engine(url: str) -> Engine:
    """An engine for `sqlite:///...` or `postgresql+psycopg://...`; any other database is refused by name."""
    backend = make_url(url).get_backend_name()
    if backend == "sqlite":
        engine = create_engine(
            url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}, pool_size=POOL_SIZE
        )
        _prepare_sqlite(engine)
        return engine
    if backend == "postgresql":
        return create_engine(url, pool_size=POOL_SIZE, pool_pre_ping=True)
    raise ValueError(f"database {backend!r} is not supported; use sqlite or postgresql+psycopg")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection for reading only; on SQLite it leaves the writers alone."""
    with engine.connect() as connection:
        yield connection.execution_options(read_only=True)


class DataVersion:
    """A number of a SQLite file that is another one after every commit, whoever made it. Asking reads no page and costs
    microseconds; one thread at a time may ask."""

    def __init__(self, file: str) -> None:
        self._connection = sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)

    def now(self) -> int:
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return int(version)

    def close(self) -> None:
        self._connection.close()


def data_version(engine: Engine) -> DataVersion | None:
    """None where only a query can tell whether something changed."""
    file = engine.url.database
    return DataVersion(file) if engine.dialect.name == "sqlite" and file else None


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        connection.exec_driver_sql("BEGIN" if options.get("read_only") else "BEGIN IMMEDIATE")
