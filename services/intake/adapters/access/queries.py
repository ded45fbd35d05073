"""The lists of grants for screens and API, straight from the tables."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, or_, select

from services.intake.adapters.access.rows import grantings_of
from services.intake.adapters.access.tables import granting, granting_deed
from services.intake.application.access.views import GrantFilter
from services.intake.domain.access.grants import Granting, GrantState, Standing
from shared.storing import rows_with

ORDERS: Mapping[str, ColumnElement[Any]] = {"name": granting.c.name, "begins": granting.c.begins_on}


class GrantQueries:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def grantings(self, municipalities: frozenset[str], wanted: GrantFilter, today: date) -> Sequence[Granting]:
        column = ORDERS[wanted.order]
        order = (column.desc() if wanted.descending else column, granting.c.name, granting.c.grant_id)
        query = select(granting).where(*_conditions(municipalities, wanted, today)).order_by(*order)
        rows = self._connection.execute(query.offset(wanted.offset).limit(wanted.limit)).mappings().all()
        ids = [row["grant_id"] for row in rows]
        return grantings_of(rows, rows_with(self._connection, granting_deed.c.grant_id, ids))

    def count_grantings(self, municipalities: frozenset[str], wanted: GrantFilter, today: date) -> int:
        query = select(func.count()).select_from(granting).where(*_conditions(municipalities, wanted, today))
        return self._connection.execute(query).scalar_one()

    def grantings_per_standing(self, municipalities: frozenset[str], today: date) -> Mapping[Standing, int]:
        standing = _standing(today).label("standing")
        query = select(standing, func.count()).where(_seen(municipalities)).group_by(standing)
        return {Standing(found): int(number) for found, number in self._connection.execute(query)}


def _conditions(municipalities: frozenset[str], wanted: GrantFilter, today: date) -> list[ColumnElement[bool]]:
    conditions = [_seen(municipalities)]
    if wanted.role is not None:
        conditions.append(granting.c.role == wanted.role.value)
    if wanted.municipality is not None:
        conditions.append(granting.c.municipalities.contains(wanted.municipality))
    if wanted.standing is not None:
        conditions.append(_standing(today) == wanted.standing.value)
    return conditions


def _seen(municipalities: frozenset[str]) -> ColumnElement[bool]:
    """Codes have one length, so none is a part of another."""
    of_them = (granting.c.municipalities.contains(code) for code in sorted(municipalities))
    return or_(granting.c.municipalities == "", *of_them)


def _standing(today: date) -> ColumnElement[str]:
    """As `Granting.standing_on`."""
    columns = granting.c
    return case(
        (columns.state != GrantState.GRANTED.value, columns.state),
        (columns.begins_on > today, Standing.LATER.value),
        (columns.ends_on < today, Standing.ENDED.value),
        else_=Standing.HOLDS.value,
    )
