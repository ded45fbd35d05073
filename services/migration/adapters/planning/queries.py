"""Who is planned together, for the use cases about appointments."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, exists, select

from services.migration.adapters.planning.stores import PLAN_FIELDS, PLAN_HOLDS
from services.migration.adapters.planning.tables import appointment_client, plan
from services.migration.adapters.rights.rows import full_name
from services.migration.adapters.rights.tables import client
from services.migration.domain.planning.households import PlannedClient, PlannedHousehold
from services.migration.domain.planning.plans import Plan
from shared.storing import in_parts

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
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_client(self, client_id: str) -> PlannedHousehold | None:
        planned = select(*CLIENT, *plan.columns).select_from(client.outerjoin(plan, PLAN_HOLDS))
        query = planned.where(client.c.client_id == client_id)
        row = self._connection.execute(query).mappings().first()
        if row is None:
            return None
        if row["week"] is None:
            return PlannedHousehold(row["household_id"], row["town"], (_planned_client(row),))
        together = _planned(row["town"], row["week"]).where(client.c.household_id == row["household_id"])
        return _household(self._connection.execute(together).mappings().all())

    def in_week(self, municipality: str, monday: date) -> Sequence[PlannedHousehold]:
        rows = self._connection.execute(_planned(municipality, monday)).mappings()
        return [_household(list(own)) for _, own in groupby(rows, lambda row: row["household_id"])]

    def weeks_without_appointment(self, municipality: str, through: date) -> Sequence[date]:
        never = ~exists().where(appointment_client.c.client_id == plan.c.client_id)
        found = select(plan.c.week).select_from(client.join(plan, PLAN_HOLDS)).distinct()
        there = found.where(plan.c.municipality == municipality, plan.c.week <= through, never)
        return list(self._connection.execute(there.order_by(plan.c.week)).scalars())

    def names(self, client_ids: Iterable[str]) -> Mapping[str, str]:
        found: dict[str, str] = {}
        columns = (client.c.client_id, client.c.initials, client.c.prefix, client.c.surname)
        for part in in_parts(sorted(client_ids)):
            rows = self._connection.execute(select(*columns).where(client.c.client_id.in_(part))).mappings()
            found.update((row["client_id"], full_name(row)) for row in rows)
        return found


def _planned(municipality: str, monday: date) -> Select[Any]:
    of_week = select(*CLIENT, *plan.columns).select_from(client.join(plan, PLAN_HOLDS)).where(plan.c.week == monday)
    there = of_week.where(plan.c.municipality == municipality, client.c.municipality == municipality)
    return there.order_by(client.c.household_id, client.c.client_id)


def _household(rows: Sequence[RowMapping]) -> PlannedHousehold:
    return PlannedHousehold(rows[0]["household_id"], rows[0]["town"], tuple(_planned_client(row) for row in rows))


def _planned_client(row: RowMapping) -> PlannedClient:
    planned = Plan(**{name: row[name] for name in PLAN_FIELDS}) if row["week"] is not None else None
    return PlannedClient(row["client"], full_name(row), row["latest"], row["decide_by"], planned)
