"""Lists of open deadlines, and of those that were counted again."""

from collections.abc import Callable, Sequence
from datetime import date
from heapq import merge
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, select

from services.migration.adapters.deadlines.rows import change_of
from services.migration.adapters.deadlines.tables import OPEN, deadline, deadline_change
from services.migration.application.deadlines.views import DeadlineFilter, DeadlineLine, SortBy
from services.migration.domain.deadlines.changes import Change
from services.migration.domain.deadlines.terms import TermKind

SHOWN = (
    deadline.c.client_id,
    deadline.c.municipality,
    deadline.c.route,
    deadline.c.kind,
    deadline.c.number,
    deadline.c.started_on,
    deadline.c.last_day,
    deadline.c.law_last_day,
)
SORTED = {SortBy.LAST_DAY: deadline.c.last_day, SortBy.STARTED: deadline.c.started_on}
KEY = (deadline.c.client_id, deadline.c.route, deadline.c.kind, deadline.c.number)
CHANGES_IN_ORDER = (
    deadline_change.c.noticed_on.desc(),
    deadline_change.c.client_id,
    deadline_change.c.route,
    deadline_change.c.kind,
    deadline_change.c.number,
)


class TableDeadlineQueries:
    """Without the facts and the proof, which only the deadlines of one client are shown with. What is due when, is
    asked of the last day of the law: one that was told later is late all the same (Awb 4:14(1))."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lines(
        self, municipalities: frozenset[str], wanted: DeadlineFilter, today: date, *, skip: int, take: int
    ) -> Sequence[DeadlineLine]:
        """Each municipality is read by itself, along its own index, and the parts are merged: over several at once a
        database sorts all of them for one page."""
        order = (SORTED[wanted.sort], *KEY)
        in_order = [each.desc() for each in order] if wanted.descending else order
        parts = [
            self._part(_meant(frozenset({each}), wanted, today), in_order, skip + take)
            for each in sorted(municipalities)
        ]
        merged = merge(*parts, key=_place(wanted.sort), reverse=wanted.descending)
        return list(islice(merged, skip, skip + take))

    def _part(
        self, meant: ColumnElement[bool], in_order: Sequence[ColumnElement[Any]], most: int
    ) -> Sequence[DeadlineLine]:
        query = select(*SHOWN).where(meant).order_by(*in_order).limit(most)
        return [_line(row) for row in self._connection.execute(query).mappings()]

    def count(self, municipalities: frozenset[str], wanted: DeadlineFilter, today: date, most: int) -> int:
        some = select(deadline.c.client_id).where(_meant(municipalities, wanted, today)).limit(most).subquery()
        return self._connection.execute(select(func.count()).select_from(some)).scalar_one()

    def changes(self, municipalities: frozenset[str], *, skip: int, take: int) -> Sequence[Change]:
        own = select(deadline_change).where(deadline_change.c.municipality.in_(municipalities))
        page = own.order_by(*CHANGES_IN_ORDER).offset(skip).limit(take)
        return [change_of(row) for row in self._connection.execute(page).mappings()]

    def count_changes(self, municipalities: frozenset[str]) -> int:
        own = select(func.count()).where(deadline_change.c.municipality.in_(municipalities))
        return self._connection.execute(own).scalar_one()


def _meant(municipalities: frozenset[str], wanted: DeadlineFilter, today: date) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [OPEN, deadline.c.municipality.in_(municipalities)]
    if wanted.kind is not None:
        conditions.append(deadline.c.kind == wanted.kind.value)
    if wanted.due is not None:
        first, last = wanted.due.days(today)
        conditions.append(deadline.c.law_last_day.between(first, last))
    return and_(*conditions)


def _place(sort: SortBy) -> Callable[[DeadlineLine], tuple[object, ...]]:
    """The order of the index, for lines."""

    def place(line: DeadlineLine) -> tuple[object, ...]:
        day = line.started_on if sort is SortBy.STARTED else line.last_day
        return day, line.client_id, line.route, line.kind.value, line.number

    return place


def _line(row: RowMapping) -> DeadlineLine:
    return DeadlineLine(
        client_id=row["client_id"],
        municipality=row["municipality"],
        route=row["route"],
        kind=TermKind(row["kind"]),
        number=row["number"],
        started_on=row["started_on"],
        last_day=row["last_day"],
        law_last_day=row["law_last_day"],
    )
