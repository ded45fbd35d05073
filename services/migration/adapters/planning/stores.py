"""Plans, awaited deliveries and appointments, on SQLAlchemy Core: plain rows, many at a time, no object mapping."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from services.migration.adapters.planning.rows import (
    appointment_of,
    appointment_row,
    attendee_rows,
    caseworker_of,
    caseworker_row,
    changing_columns,
)
from services.migration.adapters.planning.tables import (
    appointment,
    appointment_client,
    caseworker,
    caseworker_hours,
    delivery,
    delivery_client,
    invitation_left,
    leave,
    plan,
)
from services.migration.adapters.rights.tables import client
from services.migration.domain.planning.agenda import Conversation, Wish
from services.migration.domain.planning.appointments import Appointment, State
from services.migration.domain.planning.caseworkers import Caseworker, Sought
from services.migration.domain.planning.deliveries import CheckedDelivery, Outcome
from services.migration.domain.planning.plans import Plan
from services.migration.domain.planning.told import InvitationMoved
from shared.storing import delete_rows, in_parts, insert_rows, present, rows_with

PLAN_HOLDS: ColumnElement[bool] = and_(plan.c.client_id == client.c.client_id, plan.c.revision == client.c.revision)
NEEDS_PLAN: ColumnElement[bool] = and_(client.c.reassess_until.is_not(None), plan.c.client_id.is_(None))
WAITING: ColumnElement[bool] = and_(delivery.c.planned.is_(False), delivery.c.refusal == "")
PLAN_FIELDS = plan.columns.keys()
DELIVERY_FIELDS = ("delivery_id", "municipality", "expected", "checked_on", "sequence", "traceparent")


def plan_of(row: RowMapping) -> Plan:
    return Plan(**{name: row[name] for name in PLAN_FIELDS})


class PlanTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, client_ids: Iterable[str]) -> Mapping[str, Plan]:
        return {row["client_id"]: plan_of(row) for row in rows_with(self._connection, plan.c.client_id, client_ids)}

    def save(self, plans: Sequence[Plan]) -> None:
        self.drop([one.client_id for one in plans])
        insert_rows(self._connection, plan, [{name: getattr(one, name) for name in PLAN_FIELDS} for one in plans])

    def drop(self, client_ids: Iterable[str]) -> None:
        delete_rows(self._connection, plan.c.client_id, client_ids)

    def conversations(self, municipality: str) -> Sequence[Conversation]:
        held = (client.c.household_id, plan.c.week, plan.c.investigation_start, plan.c.over_capacity)
        query = select(*held).distinct().join(plan, PLAN_HOLDS).where(plan.c.municipality == municipality)
        return [Conversation(*row) for row in self._connection.execute(query)]

    def wishes(self, municipality: str, delivery_id: str) -> Sequence[Wish]:
        brought = delivery_client.c.client_id == client.c.client_id
        query = _needing_plan().join(delivery_client, brought).where(delivery_client.c.delivery_id == delivery_id)
        rows = self._connection.execute(query.where(client.c.municipality == municipality))
        return [_wish(row) for row in rows.mappings()]

    def leftovers(self, today: date) -> Mapping[str, Sequence[Wish]]:
        unchecked = and_(delivery.c.delivery_id.is_(None), client.c.determined_on < today)
        query = _needing_plan().outerjoin(delivery, delivery.c.delivery_id == client.c.delivery_id)
        in_order = query.where(or_(delivery.c.planned, unchecked)).order_by(client.c.municipality)
        rows = self._connection.execute(in_order).mappings()
        return {code: [_wish(row) for row in own] for code, own in groupby(rows, lambda row: row["municipality"])}


def _needing_plan() -> Select[Any]:
    wish = (client.c.client_id, client.c.revision, client.c.household_id, client.c.reassess_until, client.c.decide_by)
    return select(*wish, client.c.municipality).outerjoin(plan, PLAN_HOLDS).where(NEEDS_PLAN)


def _wish(row: RowMapping) -> Wish:
    return Wish(row["client_id"], row["revision"], row["household_id"], row["reassess_until"], row["decide_by"])


class DeliveryTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known(self, delivery_ids: Iterable[str]) -> set[str]:
        return present(self._connection, delivery.c.delivery_id, delivery_ids)

    def add(self, deliveries: Sequence[CheckedDelivery]) -> None:
        insert_rows(self._connection, delivery, [_row(one) for one in deliveries])

    def add_clients(self, pairs: Iterable[tuple[str, str]]) -> None:
        wanted = list(dict.fromkeys(pairs))
        there: set[tuple[str, str]] = set()
        for part in in_parts([client_id for _, client_id in wanted]):
            query = select(delivery_client).where(delivery_client.c.client_id.in_(part))
            query = query.where(delivery_client.c.delivery_id.in_({delivery_id for delivery_id, _ in wanted}))
            there.update((row.delivery_id, row.client_id) for row in self._connection.execute(query))
        rows = [{"delivery_id": pair[0], "client_id": pair[1]} for pair in wanted if pair not in there]
        insert_rows(self._connection, delivery_client, rows)

    def ready(self) -> Sequence[CheckedDelivery]:
        in_order = (delivery.c.municipality, delivery.c.sequence, delivery.c.delivery_id)
        waiting = self._connection.execute(select(delivery).where(WAITING).order_by(*in_order)).mappings()
        found = [CheckedDelivery(**{name: row[name] for name in DELIVERY_FIELDS}) for row in waiting]
        return [one for _, own in groupby(found, lambda one: one.municipality) for one in self._complete(list(own))]

    def _complete(self, deliveries: Sequence[CheckedDelivery]) -> Iterator[CheckedDelivery]:
        """From the front as long as they are complete; none while clients of an unchecked delivery are there."""
        if not self._is_complete(deliveries[0]) or self._knows_unchecked(deliveries[0].municipality):
            return
        for one in deliveries:
            if not self._is_complete(one):
                return
            yield one

    def _is_complete(self, one: CheckedDelivery) -> bool:
        arrived = select(func.count()).where(delivery_client.c.delivery_id == one.delivery_id)
        return self._connection.execute(arrived).scalar_one() >= one.expected

    def _knows_unchecked(self, municipality: str) -> bool:
        checked = exists().where(delivery.c.delivery_id == client.c.delivery_id)
        query = select(client.c.client_id).where(client.c.municipality == municipality, ~checked).limit(1)
        return self._connection.execute(query).first() is not None

    def take(self, delivery_id: str) -> bool:
        free = and_(delivery.c.delivery_id == delivery_id, delivery.c.planned.is_(False))
        return self._connection.execute(update(delivery).where(free).values(planned=True)).rowcount > 0

    def refuse(self, delivery_id: str, reason: str) -> None:
        refused = update(delivery).where(delivery.c.delivery_id == delivery_id)
        self._connection.execute(refused.values(planned=False, refusal=reason))

    def close_before(self, today: date) -> None:
        overdue = and_(delivery.c.planned.is_(False), delivery.c.checked_on < today)
        self._connection.execute(update(delivery).where(overdue).values(planned=True))

    def outcomes(self) -> Sequence[Outcome]:
        query = select(delivery.c.delivery_id, delivery.c.planned, delivery.c.refusal)
        rows = self._connection.execute(query.where(or_(delivery.c.planned, delivery.c.refusal != "")))
        return [Outcome(row.delivery_id, row.planned, row.refusal or None) for row in rows]

    def restore(self, outcomes: Sequence[Outcome]) -> None:
        had: dict[str, Any] = {"planned": bindparam("had_planned"), "refusal": bindparam("had_refusal")}
        rows = [
            {"of_delivery": one.delivery_id, "had_planned": one.planned, "had_refusal": one.refusal or ""}
            for one in outcomes
        ]
        if rows:
            key = delivery.c.delivery_id == bindparam("of_delivery")
            self._connection.execute(update(delivery).where(key).values(had), rows)


def _row(one: CheckedDelivery) -> dict[str, Any]:
    """`refusal` is empty as long as there is none."""
    return {**{name: getattr(one, name) for name in DELIVERY_FIELDS}, "planned": False, "refusal": ""}


class CaseworkerTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, caseworker_id: str) -> Caseworker | None:
        found = self._found(select(caseworker).where(caseworker.c.id == caseworker_id))
        return found[0] if found else None

    def of(self, municipalities: Iterable[str]) -> Sequence[Caseworker]:
        return self._found(_of_towns(select(caseworker), municipalities))

    def part(self, municipalities: Iterable[str], *, skip: int, take: int) -> Sequence[Caseworker]:
        return self._found(_of_towns(select(caseworker), municipalities).offset(skip).limit(take))

    def names(self, municipalities: Iterable[str]) -> Mapping[str, str]:
        query = _of_towns(select(caseworker.c.id, caseworker.c.name), municipalities)
        return {row.id: row.name for row in self._connection.execute(query)}

    def number(self, sought: Sought) -> int:
        found: int = self._connection.execute(_sought(select(func.count()), sought)).scalar_one()
        return found

    def some(self, sought: Sought, *, skip: int, take: int) -> Sequence[Caseworker]:
        in_order = _sought(select(caseworker), sought).order_by(caseworker.c.name, caseworker.c.id)
        return self._found(in_order.offset(skip).limit(take))

    def of_user(self, user_id: str, municipalities: Iterable[str]) -> Sequence[Caseworker]:
        own = select(caseworker).where(caseworker.c.user_id == user_id)
        return self._found(_of_towns(own, municipalities))

    def _found(self, query: Select[Any]) -> list[Caseworker]:
        rows = list(self._connection.execute(query).mappings())
        ids = [row["id"] for row in rows]
        hours = _by_key(self._rows(caseworker_hours, ids), "caseworker_id")
        away = _by_key(self._rows(leave, ids), "caseworker_id")
        return [caseworker_of(row, hours.get(row["id"], ()), away.get(row["id"], ())) for row in rows]

    def _rows(self, table: Table, ids: Sequence[str]) -> Iterator[RowMapping]:
        return rows_with(self._connection, table.c.caseworker_id, ids, *table.primary_key.columns)

    def save(self, one: Caseworker) -> None:
        for column in (caseworker.c.id, caseworker_hours.c.caseworker_id, leave.c.caseworker_id):
            delete_rows(self._connection, column, [one.id])
        self._connection.execute(insert(caseworker).values(caseworker_row(one)))
        key = {"caseworker_id": one.id}
        hours = [{**key, "weekday": each.weekday, "start": each.start, "until": each.until} for each in one.hours]
        insert_rows(self._connection, caseworker_hours, hours)
        away = [{**key, "first_day": each.first, "last_day": each.last, "why": each.why.value} for each in one.leave]
        insert_rows(self._connection, leave, away)


def _of_towns(query: Select[Any], municipalities: Iterable[str]) -> Select[Any]:
    there = query.where(caseworker.c.municipality.in_(sorted(municipalities)))
    return there.order_by(caseworker.c.name, caseworker.c.id)


def _sought(query: Select[Any], sought: Sought) -> Select[Any]:
    """As `Sought.holds` says."""
    found = [caseworker.c.municipality == sought.municipality]
    if sought.place is not None:
        found.append(_has(caseworker.c.places, sought.place.value))
    found += [_has(caseworker.c.skills, each) for each in sorted(sought.skills)]
    if sought.named:
        found.append(caseworker.c.name.icontains(sought.named, autoescape=True))
    return query.select_from(caseworker).where(*found)


def _has(words: Column[str], word: str) -> ColumnElement[bool]:
    """Of a column with words and spaces between them."""
    return (literal(" ") + words + literal(" ")).contains(f" {word} ", autoescape=True)


STANDS = appointment.c.state == State.MADE.value


class AppointmentTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, appointment_id: str) -> Appointment | None:
        found = self._found(select(appointment).where(appointment.c.id == appointment_id))
        return found[0] if found else None

    def of_household(self, municipality: str, household_id: str) -> Sequence[Appointment]:
        own = and_(appointment.c.household_id == household_id, appointment.c.municipality == municipality)
        return self._found(select(appointment).where(own).order_by(appointment.c.number))

    def of_clients(self, client_ids: Iterable[str]) -> Sequence[Appointment]:
        found = rows_with(self._connection, appointment_client.c.client_id, client_ids)
        ids = sorted({row["appointment_id"] for row in found})
        rows = [row for part in in_parts(ids) for row in self._rows_of(part)]
        in_order = sorted(rows, key=lambda row: (row["municipality"], row["household_id"], row["number"]))
        return self._with_attendees(in_order)

    def _rows_of(self, ids: Sequence[str]) -> Iterable[RowMapping]:
        return self._connection.execute(select(appointment).where(appointment.c.id.in_(ids))).mappings()

    def days(self, client_ids: Iterable[str]) -> Mapping[str, date]:
        own = appointment_client.c
        query = select(own.client_id, func.max(appointment.c.day)).join(
            appointment, appointment.c.id == own.appointment_id
        )
        standing = query.where(STANDS).group_by(own.client_id)
        parts = (standing.where(own.client_id.in_(part)) for part in in_parts(sorted(client_ids)))
        return {client_id: day for each in parts for client_id, day in self._connection.execute(each)}

    def letters_moved(self, moved: Sequence[InvitationMoved]) -> None:
        key = (invitation_left.c.appointment_id, invitation_left.c.client_id)
        for one in moved:
            own = (key[0] == one.appointment_id, key[1] == one.client_id)
            self._connection.execute(delete(invitation_left).where(*own))
            if one.left_on is not None:
                self._connection.execute(insert(invitation_left), [asdict(one)])

    def unsent(self, client_ids: Iterable[str]) -> Mapping[str, date]:
        days, asked = self.days(client_ids), sorted(client_ids)
        own, letter = appointment_client.c, invitation_left.c
        its_letter = and_(letter.appointment_id == own.appointment_id, letter.client_id == own.client_id)
        there = appointment_client.join(appointment, appointment.c.id == own.appointment_id)
        query = select(own.client_id, appointment.c.day).select_from(there).where(STANDS)
        unsent = query.where(~select(letter.left_on).where(its_letter).exists())
        parts = (unsent.where(own.client_id.in_(part)) for part in in_parts(asked))
        found = {(row.client_id, row.day) for each in parts for row in self._connection.execute(each)}
        return {client_id: day for client_id, day in days.items() if (client_id, day) in found}

    def between(self, municipality: str, first: date, last: date) -> Sequence[Appointment]:
        there = and_(appointment.c.municipality == municipality, appointment.c.day.between(first, last), STANDS)
        return self._found(select(appointment).where(there).order_by(*BY_TIME))

    def of_caseworkers(self, ids: Iterable[str], first: date, last: date = date.max) -> Sequence[Appointment]:
        of_days = select(appointment).where(appointment.c.day.between(first, last), STANDS)
        parts = (of_days.where(appointment.c.caseworker_id.in_(part)) for part in in_parts(sorted(ids)))
        rows = [row for each in parts for row in self._connection.execute(each).mappings()]
        return self._with_attendees(sorted(rows, key=lambda row: (row["day"], row["start"], row["id"])))

    def _found(self, query: Select[Any]) -> list[Appointment]:
        return self._with_attendees(list(self._connection.execute(query).mappings()))

    def _with_attendees(self, rows: Sequence[RowMapping]) -> list[Appointment]:
        key = appointment_client.c.appointment_id
        found = rows_with(self._connection, key, [row["id"] for row in rows], key, appointment_client.c.client_id)
        attendees = _by_key(found, "appointment_id")
        return [appointment_of(row, attendees.get(row["id"], ())) for row in rows]

    def any(self) -> bool:
        return self._connection.execute(select(appointment.c.id).limit(1)).first() is not None

    def any_between(self, municipality: str, first: date, last: date) -> bool:
        there = and_(appointment.c.municipality == municipality, appointment.c.day.between(first, last), STANDS)
        return self._connection.execute(select(appointment.c.id).where(there).limit(1)).first() is not None

    def drop_clients(self, client_ids: Sequence[str]) -> None:
        own = appointment_client.c
        theirs = {row["appointment_id"] for row in rows_with(self._connection, own.client_id, client_ids)}
        delete_rows(self._connection, own.client_id, client_ids)
        delete_rows(self._connection, appointment.c.id, theirs - present(self._connection, own.appointment_id, theirs))

    def add(self, appointments: Sequence[Appointment]) -> None:
        insert_rows(self._connection, appointment, [appointment_row(each) for each in appointments])
        insert_rows(self._connection, appointment_client, [row for each in appointments for row in attendee_rows(each)])

    def change(self, one: Appointment) -> None:
        changed = update(appointment).where(appointment.c.id == one.id).values(changing_columns(one))
        self._connection.execute(changed)
        delete_rows(self._connection, appointment_client.c.appointment_id, [one.id])
        insert_rows(self._connection, appointment_client, attendee_rows(one))


BY_TIME = (appointment.c.day, appointment.c.start, appointment.c.id)


def _by_key(rows: Iterable[RowMapping], key: str) -> dict[str, list[RowMapping]]:
    found: dict[str, list[RowMapping]] = {}
    for row in rows:
        found.setdefault(row[key], []).append(row)
    return found
