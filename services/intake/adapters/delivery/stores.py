"""The stores of deliveries and their rows, on SQLAlchemy Core: plain rows, many at a time, no object mapping."""

from collections.abc import Mapping, Sequence, Set

from sqlalchemy import Column, Connection, bindparam, delete, exists, func, insert, select, update

from services.intake.adapters.delivery.rows import (
    delivery_of,
    error_text,
    progress_columns,
    registered_columns,
    registered_of,
    staged_columns,
    staged_of,
)
from services.intake.adapters.delivery.tables import delivered_row, delivery
from services.intake.adapters.person.tables import person
from services.intake.application.delivery.ports import Overtaken, UnknownDelivery
from services.intake.domain.delivery.deliveries import Delivery, DeliveryState, Registered
from services.intake.domain.mapping.rows import RowError, RowState, StagedRow
from services.intake.domain.person.persons import PersonState
from shared.storing import in_parts, insert_rows


class DeliveryTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, registered: Registered) -> None:
        last = self._connection.execute(select(func.max(delivery.c.arrival))).scalar() or 0
        self._connection.execute(insert(delivery).values(arrival=last + 1, **registered_columns(registered)))

    def has(self, delivery_id: str) -> bool:
        return self._connection.execute(select(delivery.c.id).where(delivery.c.id == delivery_id)).first() is not None

    def find(self, delivery_id: str) -> Registered:
        row = self._connection.execute(select(delivery).where(delivery.c.id == delivery_id)).mappings().first()
        if row is None:
            raise UnknownDelivery(delivery_id)
        return registered_of(row)

    def oldest_waiting(self) -> Delivery | None:
        waiting = select(delivery).where(delivery.c.state == DeliveryState.RECEIVED).order_by(delivery.c.arrival)
        row = self._connection.execute(waiting.limit(1)).mappings().first()
        return delivery_of(row) if row else None

    def in_order(self) -> Sequence[Registered]:
        rows = self._connection.execute(select(delivery).order_by(delivery.c.arrival)).mappings()
        return [registered_of(row) for row in rows]

    def municipalities(self) -> Set[str]:
        named = select(delivery.c.municipality).where(delivery.c.state == DeliveryState.CHECKED).distinct()
        return set(self._connection.execute(named).scalars())

    def advance(self, before: Delivery, after: Delivery) -> None:
        unmoved = (
            (delivery.c.id == before.id)
            & (delivery.c.state == before.state)
            & (delivery.c.staged_line == before.staged.line)
            & (delivery.c.client_cursor == (before.client_cursor or ""))
        )
        if not self._connection.execute(update(delivery).where(unmoved).values(progress_columns(after))).rowcount:
            raise Overtaken(before.id)

    def forget(self, delivery_id: str) -> None:
        self._connection.execute(delete(delivery).where(delivery.c.id == delivery_id))

    def wipe(self) -> None:
        # Taking hold of the deliveries first is the order in which a worker takes hold of things, so neither waits for
        # the other for ever.
        self._connection.execute(update(delivery).values(silent=True))
        for table in (delivered_row, delivery):
            self._connection.execute(delete(table))


class RowTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, delivery_id: str, rows: Sequence[StagedRow]) -> None:
        insert_rows(self._connection, delivered_row, [staged_columns(delivery_id, row) for row in rows])
        self._count_held_back(delivery_id, sum(row.state is RowState.HELD_BACK for row in rows))

    def clients_after(self, delivery_id: str, client_key: str | None, limit: int) -> Sequence[StagedRow]:
        columns = delivered_row.c
        in_order = select(delivered_row).order_by(columns.client_key, columns.number)
        after = in_order.where(columns.delivery_id == delivery_id, columns.client_key > (client_key or ""))
        rows = [staged_of(row) for row in self._connection.execute(after.limit(limit + 1)).mappings()]
        if len(rows) <= limit:
            return rows
        last = rows[-1].client_key
        if rows[0].client_key != last:
            return [row for row in rows if row.client_key != last]
        one = in_order.where(columns.delivery_id == delivery_id, columns.client_key == last)
        return [staged_of(row) for row in self._connection.execute(one).mappings()]

    def hold_back(self, delivery_id: str, findings: Mapping[int, RowError]) -> None:
        mark = update(delivered_row).where(
            delivered_row.c.delivery_id == delivery_id, delivered_row.c.number == bindparam("row_number")
        )
        self._connection.execute(
            mark.values(state=RowState.HELD_BACK.value, errors=bindparam("row_errors")),
            [{"row_number": number, "row_errors": error_text([error])} for number, error in findings.items()],
        )
        self._count_held_back(delivery_id, len(findings))

    def _count_held_back(self, delivery_id: str, more: int) -> None:
        """Kept, not counted for each screen: a row that is held back stays so."""
        if more:
            counted = delivery.c.rows_held_back + more
            self._connection.execute(
                update(delivery).where(delivery.c.id == delivery_id).values(rows_held_back=counted)
            )

    def shared_bsns(self, delivery_id: str, bsns: Sequence[str]) -> frozenset[str]:
        columns = delivered_row.c
        found: set[str] = set()
        for part in in_parts(bsns):
            several = (
                select(columns.bsn)
                .where(columns.delivery_id == delivery_id, columns.bsn.in_(part))
                .group_by(columns.bsn)
                .having(func.count(columns.client_key.distinct()) > 1)
            )
            found.update(self._connection.execute(several).scalars())
        return frozenset(found)

    def with_bsns(self, delivery_id: str, bsns: Sequence[str]) -> Mapping[str, int]:
        return self._counted(delivery_id, delivered_row.c.bsn, bsns)

    def per_client(self, delivery_id: str, client_keys: Sequence[str]) -> Mapping[str, int]:
        return self._counted(delivery_id, delivered_row.c.client_key, client_keys)

    def _counted(self, delivery_id: str, column: Column[str], wanted: Sequence[str]) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for part in in_parts(wanted):
            of_delivery = select(column, func.count()).where(delivered_row.c.delivery_id == delivery_id)
            counts = self._connection.execute(of_delivery.where(column.in_(part)).group_by(column))
            found.update((value, int(number)) for value, number in counts)
        return found

    def named(self, delivery_id: str, client_keys: Sequence[str]) -> frozenset[str]:
        columns = delivered_row.c
        found: set[str] = set()
        for part in in_parts(client_keys):
            of_delivery = select(columns.client_key).where(columns.delivery_id == delivery_id)
            found.update(self._connection.execute(of_delivery.where(columns.client_key.in_(part))).scalars())
        return frozenset(found)

    def accepted_of(self, delivery_id: str, client_key: str) -> Sequence[StagedRow]:
        columns = delivered_row.c
        of_client = (columns.delivery_id == delivery_id) & (columns.client_key == client_key)
        accepted = select(delivered_row).where(of_client, columns.state == RowState.ACCEPTED)
        return [staged_of(row) for row in self._connection.execute(accepted.order_by(columns.number)).mappings()]

    def count(self, delivery_id: str) -> Mapping[RowState, int]:
        columns = delivered_row.c
        query = select(columns.state, func.count()).where(columns.delivery_id == delivery_id).group_by(columns.state)
        return {RowState(state): int(number) for state, number in self._connection.execute(query)}

    def left_out(self, of: Delivery) -> Sequence[str]:
        here = (
            exists().where(delivered_row.c.delivery_id == of.id, delivered_row.c.client_key == person.c.client_key),
            exists().where(delivered_row.c.delivery_id == of.id, delivered_row.c.bsn == person.c.bsn),
        )
        absent = select(person.c.last_named).where(
            person.c.sender == of.origin.sender,
            person.c.municipality == of.origin.municipality,
            person.c.state == PersonState.TRANSFERRED,
            *(~named for named in here),
        )
        return list(self._connection.execute(absent).scalars())
