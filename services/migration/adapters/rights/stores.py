"""Clients with their rights, on SQLAlchemy Core: plain rows, many at a time, no object mapping."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, func, select, update

from services.migration.adapters.rights.rows import client_row, full_name, known_of, right_rows
from services.migration.adapters.rights.tables import client, function_right
from services.migration.domain.rights.clients import Determination, KnownClient
from shared.storing import delete_rows, insert_rows, present, rows_with

CHANGE = (
    update(client)
    .where(client.c.client_id == bindparam("of_client"))
    .values({name: bindparam(name) for name in client.columns.keys() if name != "client_id"})  # noqa: SIM118
)


class ClientTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known(self, client_ids: Iterable[str]) -> Mapping[str, KnownClient]:
        rows = rows_with(self._connection, client.c.client_id, client_ids)
        return {row["client_id"]: known_of(row) for row in rows}

    def people(self, client_ids: Iterable[str]) -> Mapping[str, tuple[str, str]]:
        """Name and municipality of those of the clients that are known."""
        rows = rows_with(self._connection, client.c.client_id, client_ids)
        return {row["client_id"]: (full_name(row), row["municipality"]) for row in rows}

    def save(self, found: Sequence[Determination]) -> None:
        rows = {one.client.client_id: client_row(one) for one in found}
        there = present(self._connection, client.c.client_id, rows)
        delete_rows(self._connection, function_right.c.client_id, there)
        insert_rows(self._connection, client, [row for client_id, row in rows.items() if client_id not in there])
        changed = [{**row, "of_client": client_id} for client_id, row in rows.items() if client_id in there]
        if changed:
            self._connection.execute(CHANGE, changed)
        insert_rows(self._connection, function_right, [row for one in found for row in right_rows(one)])

    def to_reassess(self, municipality: str) -> int:
        query = select(func.count()).where(client.c.municipality == municipality, client.c.reassess_until.is_not(None))
        return self._connection.execute(query).scalar_one()
