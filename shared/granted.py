"""A service's own copy of who may sign in as what. Intake grants and withdraws; all services keep what was granted, and
none asks another what somebody may. Only whether a session was ended they ask intake (deploy/signing_in.py)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, Date, Engine, Index, MetaData, RowMapping, String, Table, Text, select

from shared.access import Role
from shared.database import reading
from shared.events.envelope import Event, event_type
from shared.fields import day_or_none, text_or_none, uuid_field
from shared.granting import Door, Grant, Grants
from shared.messaging.unit import Unit
from shared.messaging.work import decoded
from shared.messaging.worker import Handler
from shared.storing import delete_rows, insert_new_rows

GRANTED = event_type("intake", "access-granted")
WITHDRAWN = event_type("intake", "access-withdrawn")


def access_grant_table(metadata: MetaData) -> Table:
    """`municipalities`: codes with commas between them."""
    table = Table(
        "access_grant",
        metadata,
        Column("grant_id", String(36), primary_key=True),
        Column("door", String(10), nullable=False),
        Column("account", String(200), nullable=False),
        Column("name", String(100), nullable=False),
        Column("role", String(30), nullable=False),
        Column("municipalities", Text, nullable=False),
        Column("provider", String(8), nullable=False),
        Column("begins_on", Date, nullable=False),
        Column("ends_on", Date),
    )
    Index("access_grant_account", table.c.account, table.c.door)
    return table


class GrantTable:
    """`Grants`, read anew for every question: what was withdrawn works at the next click."""

    def __init__(self, engine: Engine, table: Table) -> None:
        self._engine = engine
        self._table = table

    def of(self, door: Door, account: str, day: date) -> Sequence[Grant]:
        of_account = (self._table.c.account == account) & (self._table.c.door == door.value)
        with reading(self._engine) as connection:
            rows = connection.execute(select(self._table).where(of_account)).mappings().all()
        found = (grant_of(row) for row in rows)
        return sorted((each for each in found if each.holds_on(day)), key=lambda each: (each.role, each.name))

    def find(self, grant_id: str, day: date) -> Grant | None:
        with reading(self._engine) as connection:
            by_id = select(self._table).where(self._table.c.grant_id == grant_id)
            row = connection.execute(by_id).mappings().first()
        found = grant_of(row) if row is not None else None
        return found if found is not None and found.holds_on(day) else None


def grants_of(engine: Engine) -> Grants:
    """The copy in the database of a service."""
    return GrantTable(engine, access_grant_table(MetaData()))


def keep_granted(connection: Connection, table: Table, grants: Sequence[Grant]) -> None:
    """What stands there already stays: a grant never changes."""
    insert_new_rows(connection, table, [grant_row(each) for each in grants])


def drop_withdrawn(connection: Connection, table: Table, grant_ids: Sequence[str]) -> None:
    delete_rows(connection, table.c.grant_id, grant_ids)


def grant_handlers(table: Table) -> Mapping[str, Handler]:
    """By event type, for the worker of a service that keeps its copy in `table`."""

    def granted(unit: Unit, events: Sequence[Event]) -> None:
        keep_granted(unit.connection, table, decoded(events, grant_from))

    def withdrawn(unit: Unit, events: Sequence[Event]) -> None:
        drop_withdrawn(unit.connection, table, [each.grant_id for each in decoded(events, grant_from)])

    return {GRANTED: granted, WITHDRAWN: withdrawn}


def grant_row(grant: Grant) -> dict[str, Any]:
    return {
        "grant_id": grant.grant_id,
        "door": grant.door.value,
        "account": grant.account,
        "name": grant.name,
        "role": grant.role.value,
        "municipalities": ",".join(sorted(grant.municipalities)),
        "provider": grant.provider,
        "begins_on": grant.begins_on,
        "ends_on": grant.ends_on,
    }


def grant_of(row: RowMapping) -> Grant:
    return Grant(
        grant_id=row["grant_id"],
        door=Door(row["door"]),
        account=row["account"],
        name=row["name"],
        role=Role(row["role"]),
        municipalities=frozenset(filter(None, row["municipalities"].split(","))),
        provider=row["provider"],
        begins_on=row["begins_on"],
        ends_on=row["ends_on"],
    )


def grant_data(grant: Grant) -> dict[str, Any]:
    """As both events have it."""
    return {
        "grantId": grant.grant_id,
        "door": grant.door.value,
        "account": grant.account,
        "name": grant.name,
        "role": grant.role.value,
        "municipalities": sorted(grant.municipalities),
        "provider": grant.provider,
        "beginsOn": grant.begins_on.isoformat(),
        "endsOn": text_or_none(grant.ends_on),
    }


def grant_from(event: Event) -> Grant:
    data = event.data
    return Grant(
        grant_id=uuid_field(data, "grantId"),
        door=Door(data["door"]),
        account=data["account"],
        name=data["name"],
        role=Role(data["role"]),
        municipalities=frozenset(data["municipalities"]),
        provider=data["provider"],
        begins_on=date.fromisoformat(data["beginsOn"]),
        ends_on=day_or_none(data["endsOn"]),
    )
