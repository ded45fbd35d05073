"""The store of grants. What holds stands in the copy too, from which everybody signs in."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, exists, or_, select, update

from services.intake.adapters.access.rows import deed_rows, granting_row, grantings_of
from services.intake.adapters.access.tables import granting, granting_deed
from services.intake.adapters.database import access_grant
from services.intake.application.access.ports import UnknownGrant
from services.intake.domain.access.grants import Granting, GrantState
from shared.access import Role
from shared.granted import drop_withdrawn, grant_of, keep_granted
from shared.granting import Door, Grant
from shared.storing import insert_new_rows, insert_rows, rows_with


class GrantingTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, one: Granting) -> None:
        insert_rows(self._connection, granting, [granting_row(one)])
        self._follow(one)

    def save(self, one: Granting) -> None:
        here = granting.c.grant_id == one.id
        self._connection.execute(update(granting).where(here).values(state=one.state.value))
        self._follow(one)

    def _follow(self, one: Granting) -> None:
        insert_new_rows(self._connection, granting_deed, deed_rows(one))
        if one.state is GrantState.GRANTED:
            keep_granted(self._connection, access_grant, [one.grant])
        else:
            drop_withdrawn(self._connection, access_grant, [one.id])

    def find(self, grant_id: str) -> Granting:
        rows = list(rows_with(self._connection, granting.c.grant_id, [grant_id]))
        if not rows:
            raise UnknownGrant(grant_id)
        return grantings_of(rows, rows_with(self._connection, granting_deed.c.grant_id, [grant_id]))[0]

    def has(self, grant_id: str) -> bool:
        return bool(self._connection.execute(select(exists().where(granting.c.grant_id == grant_id))).scalar())

    def of_account(self, door: Door, account: str) -> Sequence[Granting]:
        of_account = (granting.c.account == account) & (granting.c.door == door.value)
        rows = self._connection.execute(select(granting).where(of_account)).mappings().all()
        ids = [row["grant_id"] for row in rows]
        return grantings_of(rows, rows_with(self._connection, granting_deed.c.grant_id, ids))

    def managers(self, day: date) -> Sequence[Grant]:
        holds = (
            granting.c.state == GrantState.GRANTED,
            granting.c.role == Role.FUNCTIONAL_MANAGER,
            granting.c.begins_on <= day,
            or_(granting.c.ends_on.is_(None), granting.c.ends_on >= day),
        )
        return [grant_of(row) for row in self._connection.execute(select(granting).where(*holds)).mappings()]

    def was_ever_managed(self) -> bool:
        granted = granting.c.state.in_([GrantState.GRANTED, GrantState.WITHDRAWN])
        ever = exists().where(granted, granting.c.role == Role.FUNCTIONAL_MANAGER)
        return bool(self._connection.execute(select(ever)).scalar())
