"""The stores of the use cases, on SQLAlchemy Core: plain rows, many at a time, no object mapping."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from services.migration.adapters.rows import client_row, plan_columns, plan_of, right_rows
from services.migration.adapters.tables import client, delivery, delivery_client, function_right, plan
from services.migration.application.ports import Booking, Check, Known, Outcome, Stores, ToPlan
from services.migration.domain.agenda import Conversation, Wish
from services.migration.domain.clients import Determination
from shared.messaging.unit import Unit

T = TypeVar("T")
KEYS_PER_QUERY = 500
ROWS_PER_INSERT = 2000

PLAN_HOLDS: ColumnElement[bool] = and_(plan.c.client_id == client.c.id, plan.c.revision == client.c.revision)
NEEDS_PLAN: ColumnElement[bool] = and_(client.c.reassess_until.is_not(None), plan.c.client_id.is_(None))


def stores_on(unit: Unit) -> Stores:
    connection = unit.connection
    return Stores(ClientTable(connection), PlanTable(connection), DeliveryTable(connection))


class ClientTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        key = client.c.id == bindparam("of_client")
        self._change = update(client).where(key).values(_bound(client.columns.keys(), "id"))

    def known(self, ids: Sequence[str]) -> Mapping[str, Known]:
        found: dict[str, Known] = {}
        for part in _parts(ids, KEYS_PER_QUERY):
            planned = select(plan).join(client, PLAN_HOLDS).where(client.c.id.in_(part))
            bookings = {row["client_id"]: _booking(row) for row in self._connection.execute(planned).mappings()}
            for row in self._connection.execute(select(client).where(client.c.id.in_(part))).mappings():
                found[row["id"]] = _known(row, bookings)
        return found

    def save(self, found: Sequence[Determination]) -> None:
        rows = {one.client.id: client_row(one) for one in found}
        there = self._existing(list(rows))
        for part in _parts(list(there), KEYS_PER_QUERY):
            self._connection.execute(delete(function_right).where(function_right.c.client_id.in_(part)))
        _insert(self._connection, client, [row for id_, row in rows.items() if id_ not in there])
        changed = [{**row, "of_client": row.pop("id")} for id_, row in rows.items() if id_ in there]
        if changed:
            self._connection.execute(self._change, changed)
        _insert(self._connection, function_right, [row for one in found for row in right_rows(one)])

    def to_reassess(self, municipality: str) -> int:
        query = select(func.count()).where(client.c.municipality == municipality, client.c.reassess_until.is_not(None))
        return self._connection.execute(query).scalar_one()

    def _existing(self, ids: Sequence[str]) -> set[str]:
        found: set[str] = set()
        for part in _parts(ids, KEYS_PER_QUERY):
            found.update(self._connection.execute(select(client.c.id).where(client.c.id.in_(part))).scalars())
        return found


def _known(row: RowMapping, bookings: Mapping[str, Booking]) -> Known:
    return Known(
        revision=row["revision"],
        known_since=row["known_since"],
        municipality=row["municipality"],
        household_id=row["household_id"],
        reassess_until=row["reassess_until"],
        booking=bookings.get(row["id"]),
    )


def _booking(row: RowMapping) -> Booking:
    return Booking(plan_of(row["client_id"], row), row["revision"], row["municipality"])


class PlanTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, bookings: Sequence[Booking]) -> None:
        self.drop([booking.plan.client_id for booking in bookings])
        rows = [
            {**plan_columns(one.plan), "revision": one.revision, "municipality": one.municipality} for one in bookings
        ]
        _insert(self._connection, plan, rows)

    def drop(self, client_ids: Sequence[str]) -> None:
        for part in _parts(client_ids, KEYS_PER_QUERY):
            self._connection.execute(delete(plan).where(plan.c.client_id.in_(part)))

    def conversations(self, municipality: str) -> Sequence[Conversation]:
        held = (client.c.household_id, plan.c.week, plan.c.investigation_start, plan.c.over_capacity)
        query = select(*held).distinct().join(plan, PLAN_HOLDS).where(plan.c.municipality == municipality)
        return [Conversation(*row) for row in self._connection.execute(query)]

    def to_plan(self, municipality: str, delivery_id: str) -> ToPlan:
        brought = delivery_client.c.client_id == client.c.id
        query = _needing_plan().join(delivery_client, brought).where(delivery_client.c.delivery_id == delivery_id)
        rows = self._connection.execute(query.where(client.c.municipality == municipality)).all()
        return _to_plan(municipality, rows)

    def leftovers(self, today: date) -> Sequence[ToPlan]:
        unchecked = and_(delivery.c.id.is_(None), client.c.determined_on < today)
        query = _needing_plan().outerjoin(delivery, delivery.c.id == client.c.delivery_id)
        rows = self._connection.execute(query.where(or_(delivery.c.planned, unchecked))).all()
        municipalities = sorted({row.municipality for row in rows})
        return [_to_plan(code, [row for row in rows if row.municipality == code]) for code in municipalities]


def _needing_plan() -> Select[Any]:
    columns = (client.c.id, client.c.household_id, client.c.reassess_until, client.c.revision, client.c.municipality)
    return select(*columns).outerjoin(plan, PLAN_HOLDS).where(NEEDS_PLAN)


def _to_plan(municipality: str, rows: Sequence[Any]) -> ToPlan:
    wishes = [Wish(row.id, row.household_id, row.reassess_until) for row in rows]
    return ToPlan(municipality, wishes, {row.id: row.revision for row in rows})


class DeliveryTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_clients(self, pairs: Iterable[tuple[str, str]]) -> None:
        wanted = list(dict.fromkeys(pairs))
        there: set[tuple[str, str]] = set()
        for part in _parts([client_id for _, client_id in wanted], KEYS_PER_QUERY):
            query = select(delivery_client).where(delivery_client.c.client_id.in_(part))
            query = query.where(delivery_client.c.delivery_id.in_({delivery_id for delivery_id, _ in wanted}))
            there.update((row.delivery_id, row.client_id) for row in self._connection.execute(query))
        rows = [{"delivery_id": pair[0], "client_id": pair[1]} for pair in wanted if pair not in there]
        _insert(self._connection, delivery_client, rows)

    def add(self, checks: Sequence[Check]) -> None:
        wanted = {check.delivery_id: check for check in checks}
        there = self._connection.execute(select(delivery.c.id).where(delivery.c.id.in_(list(wanted)))).scalars().all()
        rows = [_delivery_row(check) for id_, check in wanted.items() if id_ not in there]
        _insert(self._connection, delivery, rows)

    def take(self, delivery_id: str) -> bool:
        free = and_(delivery.c.id == delivery_id, delivery.c.planned.is_(False))
        return self._connection.execute(update(delivery).where(free).values(planned=True)).rowcount > 0

    def refuse(self, delivery_id: str, reason: str) -> None:
        self._connection.execute(update(delivery).where(delivery.c.id == delivery_id).values(refusal=reason))

    def close_before(self, today: date) -> int:
        overdue = and_(delivery.c.planned.is_(False), delivery.c.checked_on < today)
        return self._connection.execute(update(delivery).where(overdue).values(planned=True)).rowcount

    def outcomes(self) -> Sequence[Outcome]:
        query = select(delivery.c.id, delivery.c.planned, delivery.c.refusal)
        rows = self._connection.execute(query.where(or_(delivery.c.planned, delivery.c.refusal != "")))
        return [Outcome(*row) for row in rows]

    def restore(self, outcomes: Sequence[Outcome]) -> None:
        had: dict[str, Any] = {"planned": bindparam("had_planned"), "refusal": bindparam("had_refusal")}
        rows = [
            {"of_delivery": one.delivery_id, "had_planned": one.planned, "had_refusal": one.refusal} for one in outcomes
        ]
        if rows:
            key = delivery.c.id == bindparam("of_delivery")
            self._connection.execute(update(delivery).where(key).values(had), rows)


def _delivery_row(check: Check) -> dict[str, Any]:
    return {
        "id": check.delivery_id,
        "municipality": check.municipality,
        "expected": check.expected,
        "checked_on": check.checked_on,
        "sequence": check.sequence,
        "traceparent": check.traceparent,
        "planned": False,
        "refusal": "",
    }


def _bound(names: Iterable[str], key: str) -> dict[str, Any]:
    return {name: bindparam(name) for name in names if name != key}


def _insert(connection: Connection, table: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    for part in _parts(rows, ROWS_PER_INSERT):
        connection.execute(insert(table), list(part))


def _parts(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
