"""Deadlines, on SQLAlchemy Core."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, and_, delete, select, tuple_

from services.migration.adapters.deadlines.rows import deadline_of, row_of
from services.migration.adapters.deadlines.tables import OPEN, deadline
from services.migration.domain.deadlines.open_deadlines import Deadline, Key
from shared.storing import in_parts, insert_rows, rows_with

KEY = (deadline.c.client_id, deadline.c.route, deadline.c.kind, deadline.c.number)
IN_ORDER = (deadline.c.client_id, deadline.c.route, deadline.c.started_on, deadline.c.kind, deadline.c.number)
ROUTES_PER_BATCH = 500
KEYS_PER_DELETE = 200
"""Four values each, within what every database takes in one statement."""


class DeadlineTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, client_ids: Iterable[str]) -> Mapping[str, Sequence[Deadline]]:
        found: dict[str, list[Deadline]] = {}
        for row in rows_with(self._connection, deadline.c.client_id, client_ids, *IN_ORDER):
            found.setdefault(row["client_id"], []).append(deadline_of(row))
        return found

    def save(self, deadlines: Sequence[Deadline]) -> None:
        self.drop(deadlines)
        insert_rows(self._connection, deadline, [row_of(one) for one in deadlines])

    def drop(self, deadlines: Iterable[Deadline]) -> None:
        for part in in_parts([_stored(one.key) for one in deadlines], KEYS_PER_DELETE):
            self._connection.execute(delete(deadline).where(tuple_(*KEY).in_(part)))

    def with_open(self) -> Iterator[Sequence[Deadline]]:
        last = ("", 0)
        route = (deadline.c.client_id, deadline.c.route)
        while True:
            after = and_(OPEN, tuple_(*route) > last)
            query = select(*route).where(after).distinct().order_by(*route).limit(ROUTES_PER_BATCH)
            keys = [(row.client_id, row.route) for row in self._connection.execute(query)]
            if not keys:
                return
            last = keys[-1]
            whole = select(deadline).where(tuple_(*route).in_(keys)).order_by(*IN_ORDER)
            yield [deadline_of(row) for row in self._connection.execute(whole).mappings()]


def _stored(key: Key) -> tuple[str, int, str, int]:
    client_id, route, kind, number = key
    return client_id, route, kind.value, number
