"""On which days a service's morning work was done, so that a morning without it shows."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

import structlog
from filelock import FileLock, Timeout
from sqlalchemy import Column, Date, DateTime, Engine, MetaData, Table, delete, func, insert, select, text

from shared.clock import AMSTERDAM, Clock
from shared.database import reading

AT = time(6)
"""When the day's work begins, in the Netherlands (deploy/mornings.py)."""
PATIENCE = timedelta(minutes=1)
TICK_LOCK = 20150106
"""The advisory lock on PostgreSQL of whoever does the work of a day."""
log = structlog.get_logger()


def tick_table(metadata: MetaData) -> Table:
    return Table(
        "tick",
        metadata,
        Column("day", Date, primary_key=True),
        Column("finished_at", DateTime(timezone=True), nullable=False),
    )


class Ticks:
    def __init__(self, engine: Engine, table: Table, clock: Clock) -> None:
        self._engine = engine
        self._table = table
        self._clock = clock

    def noting(self, due: Callable[[date], int]) -> Callable[[date], int]:
        """The same work; a day on which it ends well is noted. Of two that begin together one does it, and the other
        says so and does nothing."""

        def noted(day: date) -> int:
            with self._alone() as alone:
                if not alone:
                    log.info("another process does the work of the day")
                    return 0
                done = due(day)
                self._finish(day)
                return done

        return noted

    @contextmanager
    def _alone(self) -> Iterator[bool]:
        """Whether nobody else does it. The lock is the operating system's or the database's, so it ends with its
        process."""
        if self._engine.dialect.name == "postgresql":
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                got = bool(connection.execute(text(f"SELECT pg_try_advisory_lock({TICK_LOCK})")).scalar_one())
                try:
                    yield got
                finally:
                    # The connection lives on in its pool, and would keep the lock of a day's work that failed.
                    if got:
                        connection.execute(text(f"SELECT pg_advisory_unlock({TICK_LOCK})"))
            return
        lock = FileLock(f"{self._engine.url.database}.tick.lock", timeout=0, thread_local=False)
        try:
            lock.acquire()
        except Timeout:
            yield False
            return
        try:
            yield True
        finally:
            lock.release()

    def late_since(self) -> date | None:
        """The first day whose work is not done though it should have begun a minute ago; None when nothing is late.
        A service that never did a day's work is late since the day that should have been the first to show it."""
        with reading(self._engine) as connection:
            last = connection.execute(select(func.max(self._table.c.day))).scalar_one()
        expected = self._expected()
        if last is None:
            return expected
        return last + timedelta(days=1) if last < expected else None

    def _expected(self) -> date:
        """The last day whose work should have been begun by now."""
        now = self._clock.now().astimezone(AMSTERDAM)
        begun = datetime.combine(now.date(), AT, AMSTERDAM) + PATIENCE
        return now.date() if now >= begun else now.date() - timedelta(days=1)

    def _finish(self, day: date) -> None:
        row = {"day": day, "finished_at": self._clock.now()}
        with self._engine.begin() as connection:
            connection.execute(delete(self._table).where(self._table.c.day == day))
            connection.execute(insert(self._table), [row])
