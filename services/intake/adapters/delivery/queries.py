"""The answers for screens, API and commands, straight from the tables."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, case, func, or_, select

from services.intake.adapters.delivery.rows import differences_of, errors_of, totals_of
from services.intake.adapters.delivery.tables import delivered_row, delivery
from services.intake.adapters.person.tables import person
from services.intake.application.delivery.ports import UnknownDelivery
from services.intake.application.delivery.views import ControlTotals, DeliveryView, RowPage, RowView
from services.intake.domain.delivery.deliveries import DeliveryState
from services.intake.domain.mapping.rows import COLUMNS, RowState
from services.intake.domain.person.persons import PersonState


class TableQueries:
    def __init__(self, connection: Connection, served: frozenset[str]) -> None:
        self._connection = connection
        self._served = served

    def deliveries(self, municipalities: Iterable[str], *, unclaimed: bool) -> Sequence[DeliveryView]:
        column = delivery.c.municipality
        of_user = column.in_(["", *municipalities])
        shown = or_(of_user, column.not_in(self._served)) if unclaimed else of_user
        query = _with_held_back().where(shown).order_by(delivery.c.arrival.desc())
        return [_view(row) for row in self._connection.execute(query).mappings()]

    def delivery(self, delivery_id: str) -> DeliveryView:
        query = _with_held_back().where(delivery.c.id == delivery_id)
        row = self._connection.execute(query).mappings().first()
        if row is None:
            raise UnknownDelivery(delivery_id)
        return _view(row)

    def rows(self, delivery_id: str, *, state: RowState | None, after: int, limit: int) -> RowPage:
        columns = delivered_row.c
        of_person = (person.c.sender == delivery.c.sender) & (person.c.client_key == columns.client_key)
        query = (
            select(delivered_row, person.c.client_id)
            .join(delivery, delivery.c.id == columns.delivery_id)
            .outerjoin(person, of_person)
            .where(columns.delivery_id == delivery_id, columns.number > after)
        )
        if state is not None:
            query = query.where(columns.state == state)
        found = self._connection.execute(query.order_by(columns.number).limit(limit + 1)).mappings()
        rows = [_row_view(row) for row in found]
        return RowPage(rows[:limit], rows[limit - 1].number if len(rows) > limit else None)

    def totals(self) -> ControlTotals:
        found = self._connection.execute(select(delivery.c.state, delivery.c.counted_totals)).all()
        states = Counter(state for state, _ in found)
        delivered = sum(totals_of(counted).rows for _, counted in found)
        held_back = self._connection.execute(
            select(func.count()).where(delivered_row.c.state == RowState.HELD_BACK)
        ).scalar_one()
        persons = [bool(is_transferred) for is_transferred in self._connection.execute(_people()).scalars()]
        return ControlTotals(
            deliveries=len(found),
            received_deliveries=states[DeliveryState.RECEIVED],
            refused_deliveries=states[DeliveryState.REFUSED],
            rows_delivered=delivered,
            rows_accepted=delivered - held_back,
            rows_held_back=held_back,
            persons_delivered=len(persons),
            persons_transferred=sum(persons),
            persons_held_back=len(persons) - sum(persons),
        )


def _people() -> Select[Any]:
    """Per person whether they are transferred. A BSN is one person, whoever delivered it under which number."""
    who = case((person.c.bsn != "", person.c.bsn), else_=person.c.sender + "|" + person.c.client_key)
    return select(func.max(case((person.c.state == PersonState.TRANSFERRED, 1), else_=0))).group_by(who)


def _with_held_back() -> Select[Any]:
    held_back = (
        select(func.count())
        .where(delivered_row.c.delivery_id == delivery.c.id, delivered_row.c.state == RowState.HELD_BACK)
        .scalar_subquery()
    )
    return select(delivery, held_back.label("rows_held_back"))


def _view(row: RowMapping) -> DeliveryView:
    counted = totals_of(row["counted_totals"])
    return DeliveryView(
        id=row["id"],
        state=DeliveryState(row["state"]),
        municipality=row["municipality"] or None,
        sender=row["sender"] or None,
        reference=row["reference"] or None,
        created=row["created"] or None,
        file_name=row["file_name"],
        sha256=row["sha256"],
        reason=row["reason"] or None,
        lines=row["lines"],
        progress_lines=row["staged_line"],
        rows_delivered=counted.rows,
        rows_accepted=counted.rows - row["rows_held_back"],
        rows_held_back=row["rows_held_back"],
        persons=row["persons"],
        persons_transferred=row["persons_transferred"],
        persons_held_back=row["persons"] - row["persons_transferred"],
        persons_absent=row["persons_absent"],
        differences=differences_of(row["differences"]),
    )


def _row_view(row: RowMapping) -> RowView:
    return RowView(
        number=row["number"],
        client_key=row["client_key"],
        client_id=row["client_id"] or None,
        state=RowState(row["state"]),
        values=dict(zip(COLUMNS, json.loads(row["row_values"]), strict=False)),
        errors=errors_of(row["errors"]),
    )
