"""The answers for screens, API and commands, straight from the tables."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import RowMapping, Select, case, func, or_, select

from services.intake.adapters.delivery.rows import delivery_of, errors_of
from services.intake.adapters.delivery.stores import HELD_BACK
from services.intake.adapters.delivery.tables import delivered_row, delivery, person
from services.intake.application.delivery.ports import UnknownDelivery
from services.intake.application.delivery.views import ControlTotals, DeliveryView, RowPage, RowView
from services.intake.domain.delivery.deliveries import DeliveryState
from services.intake.domain.mapping.rows import COLUMNS
from services.intake.domain.person.persons import PersonState
from shared.messaging.unit import Database
from shared.municipalities import known_codes


class TableQueries:
    def __init__(self, database: Database) -> None:
        self._database = database

    def deliveries(self, municipalities: Iterable[str], *, unclaimed: bool) -> Sequence[DeliveryView]:
        column = delivery.c.municipality
        of_user = column.in_(["", *municipalities])
        shown = or_(of_user, column.not_in(known_codes())) if unclaimed else of_user
        query = _with_held_back().where(shown).order_by(delivery.c.arrival.desc())
        with self._database.reading() as connection:
            return [_view(row) for row in connection.execute(query).mappings()]

    def delivery(self, delivery_id: str) -> DeliveryView:
        with self._database.reading() as connection:
            row = connection.execute(_with_held_back().where(delivery.c.id == delivery_id)).mappings().first()
        if row is None:
            raise UnknownDelivery(delivery_id)
        return _view(row)

    def rows(self, delivery_id: str, *, state: str, after: int, limit: int) -> RowPage:
        columns = delivered_row.c
        of_person = (person.c.sender == delivery.c.sender) & (person.c.client_key == columns.client_key)
        query = (
            select(delivered_row, func.coalesce(person.c.client_id, "").label("client_id"))
            .join(delivery, delivery.c.id == columns.delivery_id)
            .outerjoin(person, of_person)
            .where(columns.delivery_id == delivery_id, columns.number > after)
        )
        if state:
            query = query.where(columns.state == state)
        with self._database.reading() as connection:
            found = connection.execute(query.order_by(columns.number).limit(limit + 1)).mappings()
            rows = [_row_view(row) for row in found]
        return RowPage(rows[:limit], rows[limit - 1].number if len(rows) > limit else 0)

    def totals(self) -> ControlTotals:
        with self._database.reading() as connection:
            deliveries = [delivery_of(row) for row in connection.execute(select(delivery)).mappings()]
            held_back = connection.execute(select(func.count()).where(delivered_row.c.state == HELD_BACK)).scalar_one()
            persons = [bool(is_transferred) for is_transferred in connection.execute(_people()).scalars()]
        states = Counter(one.state for one in deliveries)
        delivered = sum(one.counted.rows for one in deliveries)
        return ControlTotals(
            deliveries=len(deliveries),
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
    """Per person whether he is transferred. Who has a BSN is one person, whoever delivered him under which number."""
    who = case((person.c.bsn != "", person.c.bsn), else_=person.c.sender + "|" + person.c.client_key)
    return select(func.max(case((person.c.state == PersonState.TRANSFERRED, 1), else_=0))).group_by(who)


def _with_held_back() -> Select[Any]:
    held_back = (
        select(func.count())
        .where(delivered_row.c.delivery_id == delivery.c.id, delivered_row.c.state == HELD_BACK)
        .scalar_subquery()
    )
    return select(delivery, held_back.label("rows_held_back"))


def _view(row: RowMapping) -> DeliveryView:
    found = delivery_of(row)
    held_back = row["rows_held_back"]
    return DeliveryView(
        id=found.id,
        state=found.state,
        municipality=found.municipality,
        sender=found.sender,
        reference=found.reference,
        created=found.created,
        file_name=found.file_name,
        sha256=found.sha256,
        reason=found.reason,
        lines=found.lines,
        progress_lines=found.staged.line,
        rows_delivered=found.counted.rows,
        rows_accepted=found.counted.rows - held_back,
        rows_held_back=held_back,
        persons=found.persons,
        persons_transferred=found.persons_transferred,
        persons_held_back=found.persons - found.persons_transferred,
        persons_absent=found.persons_absent,
        differences=found.differences,
    )


def _row_view(row: RowMapping) -> RowView:
    values = dict(zip(COLUMNS, json.loads(row["row_values"]), strict=False))
    return RowView(
        number=row["number"],
        client_key=row["client_key"],
        client_id=row["client_id"],
        state=row["state"],
        values=values,
        errors=errors_of(row["errors"]),
    )
