"""The read log: who looked at whose data, in which role, for what purpose, and when."""

from collections.abc import Iterable

from sqlalchemy import Column, DateTime, Engine, Integer, MetaData, String, Table, insert

from shared.access import User
from shared.clock import Clock


def read_log_table(metadata: MetaData) -> Table:
    return Table(
        "read_log",
        metadata,
        Column("number", Integer, primary_key=True, autoincrement=True),
        Column("user_id", String(60), nullable=False),
        Column("role", String(30), nullable=False),
        Column("subject", String(36), nullable=False, index=True),
        Column("purpose", String(200), nullable=False),
        Column("read_at", DateTime(timezone=True), nullable=False),
    )


class ReadLog:
    def __init__(self, engine: Engine, table: Table, clock: Clock) -> None:
        self._engine = engine
        self._table = table
        self._clock = clock

    def write(self, user: User, subjects: Iterable[str], purpose: str) -> None:
        """One line per person whose data the user is about to see; the lines are written before the data is shown."""
        now = self._clock.now()
        rows = [
            {"user_id": user.id, "role": user.role.value, "subject": subject, "purpose": purpose, "read_at": now}
            for subject in subjects
        ]
        if rows:
            with self._engine.begin() as connection:
                connection.execute(insert(self._table), rows)
