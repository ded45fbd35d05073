"""The stores of a client's facts and rights, and of what was assessed."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from services.billing.adapters.client import tables
from services.billing.adapters.client.rows import facts_columns, facts_of, rights_columns, rights_of
from services.billing.domain.client.revisions import ClientFacts, ClientRevision, ClientRights
from shared.messaging.revisions import RevisionTable
from shared.storing import delete_rows, insert_rows, rows_with


def facts_table(connection: Connection) -> RevisionTable[ClientFacts]:
    return RevisionTable(connection, tables.client_facts, facts_columns, facts_of)


def rights_table(connection: Connection) -> RevisionTable[ClientRights]:
    return RevisionTable(connection, tables.client_rights, rights_columns, rights_of)


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
