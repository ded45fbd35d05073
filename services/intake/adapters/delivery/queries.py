"""The answers for screens, API and commands, straight from the tables."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, case, func, or_, select

from services.intake.adapters.delivery.rows import differences_of, erased_of, errors_of, totals_of
from services.intake.adapters.delivery.tables import delivered_row, delivery
from services.intake.adapters.person.tables import WHO, person
from services.intake.application.delivery.ports import UnknownDelivery
from services.intake.application.delivery.views import (
    ControlTotals,
    DeliveryFilter,
    DeliveryView,
    RowPage,
    RowView,
    Seen,
)
from services.intake.domain.delivery.deliveries import DeliveryState
from services.intake.domain.mapping.rows import COLUMNS, RowState
from services.intake.domain.person.persons import PersonState
from shared.json_text import json_value

ORDERS: Mapping[str, ColumnElement[Any]] = {
    "arrival": delivery.c.arrival,
    "created": delivery.c.created,
    "reference": delivery.c.reference,
    "held_back": delivery.c.rows_held_back,
}


class DeliveryQueries:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def deliveries(self, seen: Seen, wanted: DeliveryFilter) -> Sequence[DeliveryView]:
        column = ORDERS[wanted.order]
        order = column.desc() if wanted.descending else column
        query = select(delivery).where(*_conditions(seen, wanted)).order_by(order, delivery.c.arrival.desc())
        rows = self._connection.execute(query.offset(wanted.offset).limit(wanted.limit)).mappings()
        return [_view(row) for row in rows]

    def count_deliveries(self, seen: Seen, wanted: DeliveryFilter) -> int:
        query = select(func.count()).select_from(delivery).where(*_conditions(seen, wanted))
        return self._connection.execute(query).scalar_one()

    def deliveries_per_state(self, seen: Seen) -> Mapping[DeliveryState, int]:
        states = select(delivery.c.state, func.count()).where(seen_in(delivery.c.municipality, seen))
        found = self._connection.execute(states.group_by(delivery.c.state)).all()
        return {DeliveryState(state): int(number) for state, number in found}

    def delivery(self, delivery_id: str) -> DeliveryView:
        row = self._connection.execute(select(delivery).where(delivery.c.id == delivery_id)).mappings().first()
        if row is None:
            raise UnknownDelivery(delivery_id)
        return _view(row)

    def rows(self, delivery_id: str, *, state: RowState | None, after: int, limit: int, skip: int = 0) -> RowPage:
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
        in_order = query.order_by(columns.number).offset(skip).limit(limit + 1)
        found = self._connection.execute(in_order).mappings()
        rows = [_row_view(row) for row in found]
        return RowPage(rows[:limit], rows[limit - 1].number if len(rows) > limit else None)

    def held_back_before(self, delivery_id: str, number: int) -> int:
        columns = delivered_row.c
        earlier = (columns.delivery_id == delivery_id) & (columns.number < number)
        query = select(func.count()).where(earlier, columns.state == RowState.HELD_BACK)
        return self._connection.execute(query).scalar_one()

    def totals(self) -> ControlTotals:
        columns = delivery.c
        found = self._connection.execute(select(columns.state, columns.counted_totals, columns.rows_held_back)).all()
        states = Counter(state for state, _, _ in found)
        delivered = sum(totals_of(counted).rows for _, counted, _ in found)
        held_back = sum(held for _, _, held in found)
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
            failed_deliveries=states[DeliveryState.FAILED],
        )


def _people() -> Select[Any]:
    """Per person whether they are transferred."""
    return select(func.max(case((person.c.state == PersonState.TRANSFERRED, 1), else_=0))).group_by(WHO)


def seen_in(municipality: ColumnElement[str], seen: Seen) -> ColumnElement[bool]:
    """A delivery without a municipality holds no persons, so everybody may see that it is there."""
    of_user = municipality.in_(["", *seen.municipalities])
    return or_(of_user, municipality.not_in(seen.served)) if seen.served is not None else of_user


def _conditions(seen: Seen, wanted: DeliveryFilter) -> list[ColumnElement[bool]]:
    conditions = [seen_in(delivery.c.municipality, seen)]
    if wanted.municipality is not None:
        conditions.append(delivery.c.municipality == wanted.municipality)
    if wanted.state is not None:
        conditions.append(delivery.c.state == wanted.state)
    return conditions


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
        rows_erased=erased_of(row["erased"]).rows.rows,
    )


def _row_view(row: RowMapping) -> RowView:
    return RowView(
        number=row["number"],
        client_key=row["client_key"],
        client_id=row["client_id"] or None,
        state=RowState(row["state"]),
        values=dict(zip(COLUMNS, json_value(row["row_values"]), strict=False)),
        errors=errors_of(row["errors"]),
    )
