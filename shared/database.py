"""Engines for both ways of running: SQLite files by default, PostgreSQL in production.

On SQLite a writing transaction takes its lock at the start (BEGIN IMMEDIATE), so that two writers queue instead of
failing halfway; a reading one does not. On PostgreSQL both are ordinary transactions.

What is committed outlives a power cut, for which the disk is waited for. `repeatable` is for the few notes whose loss
costs nothing but work that is done again: their commit does not wait, and is safe on disk with the next one that does.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import ArgumentError, DataError

from shared.settings import SettingsError

BUSY_SECONDS = 60
LIMIT_EXCEEDED = "54"
"""The class of PostgreSQL's errors about what is too large or too complex."""
POOL_SIZE = 20
CACHE_KIB = 4000
"""What a connection keeps of a SQLite file: twice SQLite's own measure, which spares two percent of the time from file
to letter. More is not worth its memory, for every connection has its own."""
WAL_PAGES = 4000
"""So many pages, 16 MB, are written ahead before they are put in their places: what changes often is put there once."""


def sqlite_url(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{path}"


def open_engine(url: str) -> Engine:
    """An engine for `sqlite:///...` or `postgresql+psycopg://...`; any other is refused, and its password not shown.
    Raises SettingsError."""
    try:
        backend = make_url(url).get_backend_name()
    except ArgumentError:
        raise SettingsError(
            "ZL_DATABASE_URL cannot be read; write it like postgresql+psycopg://user@host/name"
        ) from None
    if backend == "sqlite":
        engine = create_engine(
            url,
            connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
            pool_size=POOL_SIZE,
            hide_parameters=True,
        )
        _prepare_sqlite(engine)
        return engine
    if backend == "postgresql":
        engine = create_engine(url, pool_size=POOL_SIZE, pool_pre_ping=True, hide_parameters=True)
        _prepare_postgresql(engine)
        return engine
    raise SettingsError(f"ZL_DATABASE_URL names the database {backend!r}; use sqlite or postgresql+psycopg")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection for reading only; on SQLite it leaves the writers alone."""
    with engine.connect() as connection:
        yield connection.execution_options(read_only=True)


@contextmanager
def repeatable(engine: Engine) -> Iterator[Connection]:
    """A writing transaction that a power cut may undo, whole, together with nothing but others like it that came after
    the last ordinary one. For a note that something is done, when doing it again is harmless."""
    with engine.connect() as connection:
        lasting = connection.execution_options(repeatable=True)
        with lasting.begin():
            yield lasting


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


def write_anew(engine: Engine) -> None:
    """The database without free space: what was deleted cannot be read in its files any more. PostgreSQL locks each
    table while it is written, and what it wrote ahead goes in its own time."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM FULL"))
        return
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.close()
    finally:
        raw.close()


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute(f"PRAGMA wal_autocheckpoint={WAL_PAGES}")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get("read_only"):
            connection.exec_driver_sql("BEGIN")
            return
        # Of the connection, which the pool gives to others later: so it is said at every start.
        synchronous = "NORMAL" if options.get("repeatable") else "FULL"
        connection.exec_driver_sql(f"PRAGMA synchronous={synchronous}")
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _prepare_postgresql(engine: Engine) -> None:
    @event.listens_for(engine, "handle_error")
    def _judge(context: ExceptionContext) -> None:
        """A value that is too large for an index is no fault that passes, though the driver counts it among those."""
        if str(getattr(context.original_exception, "sqlstate", "")).startswith(LIMIT_EXCEEDED):
            raise DataError(
                context.statement, None, context.original_exception, hide_parameters=True
            ) from context.original_exception

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("repeatable"):
            connection.exec_driver_sql("SET LOCAL synchronous_commit TO OFF")
