"""Events of a type or version that has no contract here: counted, so that somebody sees what is passed over."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from shared.messaging.unit import Database
from shared.storing import aware


@dataclass(frozen=True, slots=True)
class UnknownType:
    """How many events of a type came by, and when the last one did."""

    type: str
    events: int
    last_at: datetime


class UnknownEvents:
    def __init__(self, database: Database) -> None:
        self._table = database.messaging.unknown
        self._clock = database.clock
        self._known = frozenset(database.contracts.types())

    def count(self, connection: Connection, types: Sequence[str]) -> None:
        """Adds those of `types` that are unknown here; the list names a type once for each event."""
        for type_, events in Counter(each for each in types if each not in self._known).items():
            self._add(connection, type_, events)

    def _add(self, connection: Connection, type_: str, events: int) -> None:
        table, now = self._table, self._clock.now()
        more = update(table).where(table.c.type == type_).values(events=table.c.events + events, last_at=now)
        if not connection.execute(more).rowcount:
            connection.execute(insert(table).values(type=type_, events=events, last_at=now))

    def all(self, connection: Connection) -> Sequence[UnknownType]:
        rows = connection.execute(select(self._table).order_by(self._table.c.type))
        return [UnknownType(row.type, row.events, aware(row.last_at)) for row in rows]

    def total(self, connection: Connection) -> int:
        return int(connection.execute(select(func.coalesce(func.sum(self._table.c.events), 0))).scalar_one())
