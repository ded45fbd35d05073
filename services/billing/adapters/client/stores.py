"""The stores of a client's facts and rights, of what the route told, and of what was assessed."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from services.billing.adapters.client import tables
from services.billing.adapters.client.rows import (
    facts_columns,
    facts_of,
    rights_columns,
    rights_of,
    told_columns,
    told_of,
)
from services.billing.domain.client.revisions import ClientFacts, ClientRevision, ClientRights
from services.billing.domain.client.route import Told
from shared.messaging.revisions import RevisionTable
from shared.storing import delete_rows, insert_rows, rows_with


def facts_table(connection: Connection) -> RevisionTable[ClientFacts]:
    return RevisionTable(connection, tables.client_facts, facts_columns, facts_of)


def rights_table(connection: Connection) -> RevisionTable[ClientRights]:
    return RevisionTable(connection, tables.client_rights, rights_columns, rights_of)


class RouteTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, client_ids: Iterable[str]) -> Mapping[str, tuple[Told, ...]]:
        found: dict[str, tuple[Told, ...]] = {}
        column = tables.route_fact.c
        for row in rows_with(self._connection, column.client_id, client_ids, column.number):
            found[row["client_id"]] = (*found.get(row["client_id"], ()), told_of(row))
        return found

    def add(self, told: Sequence[Told]) -> None:
        insert_rows(self._connection, tables.route_fact, [told_columns(each) for each in told])


class AssessedTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def revisions(self, client_ids: Iterable[str]) -> Mapping[str, int]:
        rows = rows_with(self._connection, tables.assessed.c.client_id, client_ids)
        return {row["client_id"]: row["revision"] for row in rows}

    def replace(self, clients: Sequence[ClientRevision]) -> None:
        delete_rows(self._connection, tables.assessed.c.client_id, [client.client_id for client in clients])
        rows = [
            {"client_id": client.client_id, "revision": client.revision, "municipality": client.municipality}
            for client in clients
        ]
        insert_rows(self._connection, tables.assessed, rows)
