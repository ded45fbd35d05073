"""Who is planned together, for the use cases about appointments."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, RowMapping, Select, and_, func, or_, select

from services.migration.adapters.planning.stores import PLAN_FIELDS, PLAN_HOLDS, STANDS
from services.migration.adapters.planning.tables import appointment, appointment_client, plan
from services.migration.adapters.rights.rows import full_name
from services.migration.adapters.rights.tables import client
from services.migration.domain.planning.appointments import State
from services.migration.domain.planning.households import REASSESSMENT, PlannedClient, PlannedHousehold
from services.migration.domain.planning.plans import Plan
from shared.storing import in_parts

CANCELLED = appointment.c.state == State.CANCELLED.value
FOR_GOOD, FOLLOWED = (and_(CANCELLED, appointment.c.new_one_follows.is_(follows)) for follows in (False, True))
CLIENT = (
    client.c.client_id.label("client"),
    client.c.revision.label("latest"),
    client.c.municipality.label("town"),
    client.c.household_id,
    client.c.decide_by,
    client.c.initials,
    client.c.prefix,
    client.c.surname,
)


class HouseholdQueries:
    """`may_be_spoken_with`: what the route says about a client now, which planning does not know."""

    def __init__(
        self, connection: Connection, may_be_spoken_with: Callable[[Column[str]], ColumnElement[bool]]
    ) -> None:
        self._connection = connection
        self._speakable = may_be_spoken_with(client.c.client_id)

    def of_client(self, client_id: str) -> PlannedHousehold | None:
        planned = select(*CLIENT, *plan.columns).select_from(client.outerjoin(plan, PLAN_HOLDS))
        query = planned.where(client.c.client_id == client_id)
        row = self._connection.execute(query).mappings().first()
        if row is None:
            return None
        if row["week"] is None:
            return PlannedHousehold(row["household_id"], row["town"], (_planned_client(row),))
        return _household(self._connection.execute(_together(row)).mappings().all())

    def open_in_week(
        self, municipality: str, monday: date, *, after: str = "", most: int | None = None
    ) -> Sequence[PlannedHousehold]:
        id_ = client.c.household_id
        maybe = _planned(municipality, monday).where(self._speakable, _may_wait(municipality), id_ > after)
        ids = maybe.with_only_columns(id_).distinct().order_by(None).order_by(id_).limit(most).subquery()
        rows = self._connection.execute(_planned(municipality, monday).where(id_.in_(select(ids)))).mappings()
        return [_household(list(own)) for _, own in groupby(rows, lambda row: row["household_id"])]

    def weeks_without_appointment(self, municipality: str, first: date, last: date) -> Sequence[date]:
        there = _weeks(municipality).where(plan.c.week.between(first, last))
        of_weeks = there.where(self._speakable, _may_wait(municipality)).distinct()
        return self._connection.execute(of_weeks.order_by(plan.c.week)).scalars().all()

    def next_week(self, municipality: str, after: date) -> date | None:
        next_ones = _weeks(municipality).where(plan.c.week > after).order_by(plan.c.week).limit(1)
        return self._connection.execute(next_ones).scalar_one_or_none()

    def names(self, client_ids: Iterable[str]) -> Mapping[str, str]:
        found: dict[str, str] = {}
        columns = (client.c.client_id, client.c.initials, client.c.prefix, client.c.surname)
        for part in in_parts(sorted(client_ids)):
            rows = self._connection.execute(select(*columns).where(client.c.client_id.in_(part))).mappings()
            found.update((row["client_id"], full_name(row)) for row in rows)
        return found


def _may_wait(municipality: str) -> ColumnElement[bool]:
    """Of a client: whether the reassessment may still need an appointment."""
    took_part = appointment_client.join(appointment, appointment.c.id == appointment_client.c.appointment_id)
    of_client = (
        select(appointment.c.id)
        .select_from(took_part)
        .where(appointment_client.c.client_id == client.c.client_id, appointment_client.c.route == REASSESSMENT)
        .where(func.coalesce(appointment.c.municipality, "") == municipality)
    )
    return or_(~of_client.where(or_(STANDS, FOR_GOOD)).exists(), of_client.where(FOLLOWED).exists())


def _planned(municipality: str, monday: date) -> Select[Any]:
    of_week = select(*CLIENT, *plan.columns).select_from(client.join(plan, PLAN_HOLDS)).where(plan.c.week == monday)
    there = of_week.where(plan.c.municipality == municipality, client.c.municipality == municipality)
    return there.order_by(client.c.household_id, client.c.client_id)


def _together(one: RowMapping) -> Select[Any]:
    """Those of a household who are planned for the week of this one, found by household: along the indexes of a
    municipality or a week many others are read."""
    living = select(*CLIENT, *plan.columns).select_from(client.join(plan, PLAN_HOLDS))
    towns = (func.coalesce(each.municipality, "") == one["town"] for each in (plan.c, client.c))
    there = living.where(client.c.household_id == one["household_id"], plan.c.week == one["week"], *towns)
    return there.order_by(client.c.client_id)


def _weeks(municipality: str) -> Select[Any]:
    there = select(plan.c.week).join(client, PLAN_HOLDS)
    return there.where(plan.c.municipality == municipality, client.c.municipality == municipality)


def _household(rows: Sequence[RowMapping]) -> PlannedHousehold:
    return PlannedHousehold(rows[0]["household_id"], rows[0]["town"], tuple(_planned_client(row) for row in rows))


def _planned_client(row: RowMapping) -> PlannedClient:
    planned = Plan(**{name: row[name] for name in PLAN_FIELDS}) if row["week"] is not None else None
    return PlannedClient(row["client"], full_name(row), row["latest"], row["decide_by"], planned)
