"""Deadlines, on SQLAlchemy Core."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, and_, delete, exists, insert, not_, select, tuple_

from services.migration.adapters.deadlines.rows import change_of, change_row, deadline_of, row_of
from services.migration.adapters.deadlines.tables import OPEN, deadline, deadline_basis, deadline_change
from services.migration.domain.deadlines.changes import Change
from services.migration.domain.deadlines.open_deadlines import Deadline, Key
from services.migration.domain.deadlines.terms import TermKind
from shared.storing import in_parts, insert_rows, rows_with

KEY = (deadline.c.client_id, deadline.c.route, deadline.c.kind, deadline.c.number)
IN_ORDER = (deadline.c.client_id, deadline.c.route, deadline.c.started_on, deadline.c.kind, deadline.c.number)
CHANGE_KEY = (
    deadline_change.c.client_id,
    deadline_change.c.route,
    deadline_change.c.kind,
    deadline_change.c.number,
    deadline_change.c.noticed_on,
)
ChangeKey = tuple[str, int, str, int, date]
ROUTES_PER_BATCH = 500
KEYS_PER_DELETE = 150
"""Five values each at most, within what every database takes in one statement."""


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

    def in_default_since(self, day: date) -> Sequence[str]:
        fixing = deadline.alias()
        began = exists().where(
            fixing.c.client_id == deadline.c.client_id,
            fixing.c.route == deadline.c.route,
            fixing.c.kind == TermKind.PENALTY_DECISION.value,
            fixing.c.started_on > deadline.c.last_day,
        )
        late = (OPEN, deadline.c.kind == TermKind.DEFAULT_PENALTY.value, deadline.c.last_day < day, not_(began))
        query = select(deadline.c.client_id).where(*late).distinct().order_by(deadline.c.client_id)
        return list(self._connection.execute(query).scalars())

    def note(self, changes: Sequence[Change]) -> None:
        """Of two on one day the first old day stays; without a difference nothing is left to tell."""
        today = {_change_key(each): each for each in changes}
        before = {_change_key(each): each for each in self._noted(today)}
        for part in in_parts(list(before), KEYS_PER_DELETE):
            self._connection.execute(delete(deadline_change).where(tuple_(*CHANGE_KEY).in_(part)))
        merged = [replace(each, was=before[key].was) if key in before else each for key, each in today.items()]
        rows = [change_row(each) for each in merged if each.fault or each.was != each.becomes]
        insert_rows(self._connection, deadline_change, rows)

    def _noted(self, keys: Iterable[ChangeKey]) -> Iterator[Change]:
        for part in in_parts(list(keys), KEYS_PER_DELETE):
            query = select(deadline_change).where(tuple_(*CHANGE_KEY).in_(part))
            yield from (change_of(row) for row in self._connection.execute(query).mappings())

    def basis(self) -> str:
        return self._connection.execute(select(deadline_basis.c.basis)).scalar() or ""

    def keep_basis(self, basis: str) -> None:
        self._connection.execute(delete(deadline_basis))
        self._connection.execute(insert(deadline_basis), {"place": 1, "basis": basis})


def _change_key(one: Change) -> ChangeKey:
    return one.of.client_id, one.of.route, one.kind.value, one.number, one.noticed_on


def _stored(key: Key) -> tuple[str, int, str, int]:
    client_id, route, kind, number = key
    return client_id, route, kind.value, number
