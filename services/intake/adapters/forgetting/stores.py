"""The stores of forgetting: who is forgotten, and what was delivered of one person in all tables of intake."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    delete,
    exists,
    false,
    func,
    insert,
    or_,
    select,
    update,
)

from services.intake.adapters.database import messaging
from services.intake.adapters.delivery.rows import erased_of, erased_text, staged_columns, staged_of
from services.intake.adapters.delivery.tables import delivered_row, delivery
from services.intake.adapters.forgetting.rows import forgetting_of, forgetting_row
from services.intake.adapters.forgetting.tables import forgetting
from services.intake.adapters.person.tables import held_back_person, person
from services.intake.application.forgetting.ports import UnknownForgetting
from services.intake.application.forgetting.views import DuePage, ForgettingFilter, ForgettingPage
from services.intake.domain.delivery.deliveries import DeliveryState, Erased
from services.intake.domain.forgetting.forgetting import Forgetting, Stage, Traces
from services.intake.domain.mapping.rows import StagedRow
from services.intake.domain.person.identity import Identities
from services.intake.domain.person.persons import PersonState
from shared.events.envelope import event_type
from shared.json_text import json_value
from shared.storing import in_parts

FORGOTTEN = event_type("intake", "client-forgotten")
TRANSFERRED = event_type("intake", "client-transferred")
COLUMNS = forgetting.c
IS_CONFIRMED = COLUMNS.confirmed_on.is_not(None)
IS_DONE = and_(COLUMNS.cleaned, COLUMNS.key_destroyed)
IS_PROPOSED = and_(~IS_CONFIRMED, COLUMNS.withdrawn_on.is_(None))
STAGES: Mapping[Stage, ColumnElement[bool]] = {
    Stage.PROPOSED: IS_PROPOSED,
    Stage.WITHDRAWN: COLUMNS.withdrawn_on.is_not(None),
    Stage.CONFIRMED: and_(IS_CONFIRMED, ~IS_DONE),
    Stage.FORGOTTEN: and_(IS_CONFIRMED, IS_DONE),
}


class ForgettingTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def next_number(self) -> int:
        return (self._connection.execute(select(func.max(COLUMNS.number))).scalar() or 0) + 1

    def add(self, one: Forgetting) -> None:
        self._connection.execute(insert(forgetting).values(forgetting_row(one)))

    def find(self, id_: str) -> Forgetting:
        row = self._connection.execute(select(forgetting).where(COLUMNS.id == id_)).mappings().first()
        if row is None:
            raise UnknownForgetting(id_)
        return forgetting_of(row)

    def change(self, one: Forgetting) -> None:
        self._connection.execute(update(forgetting).where(COLUMNS.id == one.id).values(forgetting_row(one)))

    def open_of(self, client_id: str) -> Forgetting | None:
        is_open = or_(IS_PROPOSED, STAGES[Stage.CONFIRMED])
        query = select(forgetting).where(COLUMNS.client_id == client_id, is_open)
        row = self._connection.execute(query).mappings().first()
        return forgetting_of(row) if row else None

    def unfinished(self) -> Sequence[Forgetting]:
        query = select(forgetting).where(STAGES[Stage.CONFIRMED]).order_by(COLUMNS.number)
        return [forgetting_of(row) for row in self._connection.execute(query).mappings()]

    def is_told(self, one: Forgetting) -> bool:
        outbox = messaging.outbox.c
        query = select(outbox.sent).where(outbox.subject == one.client_id, outbox.type == FORGOTTEN)
        return all(self._connection.execute(query).scalars())

    def some(self, municipalities: frozenset[str], wanted: ForgettingFilter) -> ForgettingPage:
        visible: list[ColumnElement[bool]] = [COLUMNS.municipality.in_(sorted(municipalities))]
        if wanted.municipality is not None:
            visible.append(COLUMNS.municipality == wanted.municipality)
        if wanted.stage is not None:
            visible.append(STAGES[wanted.stage])
        query = select(forgetting).where(*visible).order_by(COLUMNS.number.desc())
        rows = self._connection.execute(query.offset(wanted.offset).limit(wanted.limit)).mappings()
        total = self._connection.execute(select(func.count()).select_from(forgetting).where(*visible)).scalar_one()
        return ForgettingPage([forgetting_of(row) for row in rows], total)

    def as_of(self, delivery_id: str) -> Mapping[str, date | None]:
        """The last forgetting of each client decides."""
        lifting = delivery.alias()
        of_lift = lifting.c.id == COLUMNS.lifted_after
        before = select(lifting.c.arrival).where(of_lift).scalar_subquery()
        arrived = select(delivery.c.arrival).where(delivery.c.id == delivery_id).scalar_subquery()
        lifted = and_(COLUMNS.lifted_on.is_not(None), func.coalesce(before, 0) < arrived)
        query = select(COLUMNS.client_id, COLUMNS.confirmed_on, lifted).where(IS_CONFIRMED).order_by(COLUMNS.number)
        return {client_id: None if is_lifted else day for client_id, day, is_lifted in self._connection.execute(query)}


class DeliveredTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def traces(self, client_id: str, identities: Identities) -> Traces | None:
        """Of who was forgotten and delivered again no row has the id: those are found by what their BSN gives."""
        own = list(self._connection.execute(select(person).where(person.c.client_id == client_id)).mappings())
        bsns = {row["bsn"] for row in own}
        untransferred = and_(person.c.state != PersonState.TRANSFERRED, person.c.bsn != "")
        for row in self._connection.execute(select(person).where(untransferred)).mappings():
            if row["bsn"] in bsns or identities.client_id(row["bsn"]) == client_id:
                own.append(row)
        if not own:
            return None
        keys: dict[str, set[str]] = {}
        for row in own:
            keys.setdefault(row["sender"], set()).add(row["client_key"])
        return Traces(
            client_id=client_id,
            municipality=own[0]["municipality"],
            bsns=frozenset(row["bsn"] for row in own),
            keys={sender: frozenset(found) for sender, found in keys.items()},
            deliveries=tuple(sorted(self.recorded(client_id))),
            last_named=max(row["last_named"] for row in own),
        )

    def recorded(self, client_id: str) -> Mapping[str, int]:
        outbox, data = messaging.outbox, messaging.outbox_data
        told = select(data.c.data).join(outbox, outbox.c.id == data.c.event_id)
        query = told.where(outbox.c.subject == client_id, outbox.c.type == TRANSFERRED)
        return Counter(json_value(text)["deliveryId"] for text in self._connection.execute(query).scalars())

    def rows(self, delivery_id: str, keys: Collection[str], numbers: Collection[int]) -> Sequence[StagedRow]:
        columns = delivered_row.c
        found: dict[int, StagedRow] = {}
        for column, wanted in ((columns.client_key, sorted(keys)), (columns.number, sorted(numbers))):
            for part in in_parts(wanted):
                query = select(delivered_row).where(columns.delivery_id == delivery_id, column.in_(part))
                found |= {row["number"]: staged_of(row) for row in self._connection.execute(query).mappings()}
        return [found[number] for number in sorted(found)]

    def erase_rows(self, delivery_id: str, numbers: Collection[int]) -> None:
        columns = delivered_row.c
        for part in in_parts(sorted(numbers)):
            gone = delete(delivered_row).where(columns.delivery_id == delivery_id, columns.number.in_(part))
            self._connection.execute(gone)

    def replace_rows(self, delivery_id: str, rows: Sequence[StagedRow]) -> None:
        if not rows:
            return
        of_row = delivered_row.c.delivery_id == delivery_id, delivered_row.c.number == bindparam("of_number")
        values = [{**staged_columns(delivery_id, row), "of_number": row.number} for row in rows]
        named: dict[str, Any] = {name: bindparam(name) for name in ("bsn", "row_values", "errors")}
        self._connection.execute(update(delivered_row).where(*of_row).values(named), values)

    def keep_figures(self, delivery_id: str, erased: Erased) -> None:
        of_delivery = delivery.c.id == delivery_id
        before = self._connection.execute(select(delivery.c.erased).where(of_delivery)).scalar_one()
        values = {"erased": erased_text(erased_of(before) + erased)}
        self._connection.execute(update(delivery).where(of_delivery).values(values))

    def erase_persons(self, sender: str, client_keys: Collection[str]) -> None:
        """How far a delivery came, is no longer of use once it was checked."""
        for part in in_parts(sorted(client_keys)):
            came_to = update(delivery).where(delivery.c.sender == sender, delivery.c.client_cursor.in_(part))
            self._connection.execute(came_to.values(client_cursor=""))
        for table in (person, held_back_person):
            for part in in_parts(sorted(client_keys)):
                gone = delete(table).where(table.c.sender == sender, table.c.client_key.in_(part))
                self._connection.execute(gone)

    def due(self, municipalities: Mapping[str, date], *, skip: int, take: int | None) -> DuePage:
        named_on = func.substr(person.c.last_named, 1, 10)
        late = (
            and_(person.c.municipality == code, named_on <= day.isoformat()) for code, day in municipalities.items()
        )
        proposed = exists().where(COLUMNS.client_id == person.c.client_id, IS_PROPOSED)
        there = and_(person.c.state == PersonState.TRANSFERRED, or_(false(), *late), ~proposed)
        query = select(person.c.client_id, person.c.municipality, named_on).where(there)
        rows = self._connection.execute(query.order_by(named_on, person.c.client_id).offset(skip).limit(take))
        found = [(client_id, code, date.fromisoformat(named)) for client_id, code, named in rows]
        total = self._connection.execute(select(func.count()).select_from(person).where(there)).scalar_one()
        return DuePage(found, total)

    def last_checked(self) -> str:
        checked = select(delivery.c.id).where(delivery.c.state == DeliveryState.CHECKED)
        return self._connection.execute(checked.order_by(delivery.c.arrival.desc()).limit(1)).scalar() or ""
