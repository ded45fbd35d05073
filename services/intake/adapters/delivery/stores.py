"""The stores of the use cases, on SQLAlchemy Core: plain rows, many at a time, no object mapping."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, delete, exists, func, insert, select, update

from services.intake.adapters.delivery.rows import (
    delivery_columns,
    delivery_of,
    error_text,
    errors_of,
    person_columns,
    person_of,
    progress_columns,
    values_text,
)
from services.intake.adapters.delivery.tables import delivered_row, delivery, person
from services.intake.application.delivery.ports import Overtaken, StagedRow, Stores, UnknownDelivery
from services.intake.domain.delivery.deliveries import Delivery, DeliveryState
from services.intake.domain.mapping.rows import RowError
from services.intake.domain.person.persons import Person, PersonState

ACCEPTED, HELD_BACK = "accepted", "held-back"
KEYS_PER_QUERY = 500


def stores_on(connection: Connection) -> Stores:
    return Stores(DeliveryTable(connection), RowTable(connection), PersonTable(connection))


class DeliveryTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, added: Delivery) -> None:
        last = self._connection.execute(select(func.max(delivery.c.arrival))).scalar() or 0
        self._connection.execute(insert(delivery).values(arrival=last + 1, **delivery_columns(added)))

    def has(self, delivery_id: str) -> bool:
        return self._connection.execute(select(delivery.c.id).where(delivery.c.id == delivery_id)).first() is not None

    def find(self, delivery_id: str) -> Delivery:
        row = self._connection.execute(select(delivery).where(delivery.c.id == delivery_id)).mappings().first()
        if row is None:
            raise UnknownDelivery(delivery_id)
        return delivery_of(row)

    def oldest_waiting(self) -> Sequence[Delivery]:
        waiting = select(delivery).where(delivery.c.state == DeliveryState.RECEIVED).order_by(delivery.c.arrival)
        return [delivery_of(row) for row in self._connection.execute(waiting.limit(1)).mappings()]

    def in_order(self) -> Sequence[Delivery]:
        rows = self._connection.execute(select(delivery).order_by(delivery.c.arrival)).mappings()
        return [delivery_of(row) for row in rows]

    def advance(self, before: Delivery, after: Delivery) -> None:
        unmoved = (
            (delivery.c.id == before.id)
            & (delivery.c.state == before.state)
            & (delivery.c.staged_line == before.staged.line)
            & (delivery.c.client_cursor == before.client_cursor)
        )
        if not self._connection.execute(update(delivery).where(unmoved).values(progress_columns(after))).rowcount:
            raise Overtaken(before.id)

    def wipe(self) -> None:
        # Taking hold of the deliveries first is the order in which a worker takes hold of things, so neither waits for
        # the other for ever.
        self._connection.execute(update(delivery).values(silent=True))
        for table in (delivered_row, person, delivery):
            self._connection.execute(delete(table))


class RowTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, delivery_id: str, rows: Sequence[StagedRow]) -> None:
        if not rows:
            return
        self._connection.execute(
            insert(delivered_row),
            [
                {
                    "delivery_id": delivery_id,
                    "number": row.number,
                    "client_key": row.client_key,
                    "bsn": row.bsn,
                    "state": ACCEPTED if row.accepted else HELD_BACK,
                    "row_values": values_text(row.values),
                    "errors": error_text(row.errors),
                }
                for row in rows
            ],
        )

    def clients_after(self, delivery_id: str, client_key: str, limit: int) -> Sequence[StagedRow]:
        columns = delivered_row.c
        in_order = select(delivered_row).order_by(columns.client_key, columns.number)
        after = in_order.where(columns.delivery_id == delivery_id, columns.client_key > client_key)
        rows = [_staged(row) for row in self._connection.execute(after.limit(limit + 1)).mappings()]
        if len(rows) <= limit:
            return rows
        last = rows[-1].client_key
        if rows[0].client_key != last:
            return [row for row in rows if row.client_key != last]
        one = in_order.where(columns.delivery_id == delivery_id, columns.client_key == last)
        return [_staged(row) for row in self._connection.execute(one).mappings()]

    def hold_back(self, delivery_id: str, findings: Mapping[int, RowError]) -> None:
        mark = update(delivered_row).where(
            delivered_row.c.delivery_id == delivery_id, delivered_row.c.number == bindparam("row_number")
        )
        self._connection.execute(
            mark.values(state=HELD_BACK, errors=bindparam("row_errors")),
            [{"row_number": number, "row_errors": error_text([error])} for number, error in findings.items()],
        )

    def shared_bsns(self, delivery_id: str, bsns: Sequence[str]) -> frozenset[str]:
        columns = delivered_row.c
        found: set[str] = set()
        for part in _parts(bsns):
            several = (
                select(columns.bsn)
                .where(columns.delivery_id == delivery_id, columns.bsn.in_(part))
                .group_by(columns.bsn)
                .having(func.count(columns.client_key.distinct()) > 1)
            )
            found.update(self._connection.execute(several).scalars())
        return frozenset(found)

    def with_bsns(self, delivery_id: str, bsns: Sequence[str]) -> Mapping[str, int]:
        columns = delivered_row.c
        found: dict[str, int] = {}
        for part in _parts(bsns):
            of_delivery = select(columns.bsn, func.count()).where(columns.delivery_id == delivery_id)
            counts = self._connection.execute(of_delivery.where(columns.bsn.in_(part)).group_by(columns.bsn))
            found.update((bsn, int(number)) for bsn, number in counts)
        return found

    def named(self, delivery_id: str, client_keys: Sequence[str]) -> frozenset[str]:
        columns = delivered_row.c
        found: set[str] = set()
        for part in _parts(client_keys):
            of_delivery = select(columns.client_key).where(columns.delivery_id == delivery_id)
            found.update(self._connection.execute(of_delivery.where(columns.client_key.in_(part))).scalars())
        return frozenset(found)

    def count(self, delivery_id: str) -> tuple[int, int]:
        columns = delivered_row.c
        query = select(columns.state, func.count()).where(columns.delivery_id == delivery_id).group_by(columns.state)
        counts = {state: int(number) for state, number in self._connection.execute(query)}
        return counts.get(ACCEPTED, 0), counts.get(HELD_BACK, 0)


class PersonTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._change = (
            update(person)
            .where(person.c.sender == bindparam("of_sender"), person.c.client_key == bindparam("of_client"))
            .values({column.name: bindparam(column.name) for column in person.columns if not column.primary_key})
        )

    def of_sender(self, sender: str, client_keys: Sequence[str]) -> Mapping[str, Person]:
        found: dict[str, Person] = {}
        for part in _parts(client_keys):
            known = select(person).where(person.c.sender == sender, person.c.client_key.in_(part))
            found.update((row["client_key"], person_of(row)) for row in self._connection.execute(known).mappings())
        return found

    def transferred_with(self, bsns: Sequence[str]) -> Mapping[str, Person]:
        found: dict[str, Person] = {}
        for part in _parts(bsns):
            query = select(person).where(person.c.bsn.in_(part), person.c.state == PersonState.TRANSFERRED)
            found.update((row["bsn"], person_of(row)) for row in self._connection.execute(query).mappings())
        return found

    def not_in(self, of: Delivery) -> Sequence[str]:
        here = (
            exists().where(delivered_row.c.delivery_id == of.id, delivered_row.c.client_key == person.c.client_key),
            exists().where(delivered_row.c.delivery_id == of.id, delivered_row.c.bsn == person.c.bsn),
        )
        absent = select(person.c.told).where(
            person.c.sender == of.sender,
            person.c.municipality == of.municipality,
            person.c.state == PersonState.TRANSFERRED,
            *(~named for named in here),
        )
        return list(self._connection.execute(absent).scalars())

    def save(self, new: Sequence[Person], changed: Sequence[Person]) -> None:
        if new:
            self._connection.execute(insert(person), [person_columns(one) for one in new])
        if changed:
            rows = [person_columns(one) for one in changed]
            self._connection.execute(
                self._change,
                [{**row, "of_sender": row.pop("sender"), "of_client": row.pop("client_key")} for row in rows],
            )


def _staged(row: RowMapping) -> StagedRow:
    return StagedRow(
        number=row["number"],
        client_key=row["client_key"],
        bsn=row["bsn"],
        accepted=row["state"] == ACCEPTED,
        values=json.loads(row["row_values"]),
        errors=errors_of(row["errors"]),
    )


def _parts(keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(keys), KEYS_PER_QUERY):
        yield keys[start : start + KEYS_PER_QUERY]
