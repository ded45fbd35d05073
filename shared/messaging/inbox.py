"""The inbox: the result of a message and the fact that it was seen are written in one transaction."""

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from shared.messaging.tables import MessagingTables
from shared.storing import insert_rows, present


class Inbox:
    def __init__(self, tables: MessagingTables) -> None:
        self._inbox = tables.inbox

    def unseen(self, connection: Connection, ids: Sequence[str]) -> set[str]:
        """Those that were not handled before."""
        return set(ids) - present(connection, self._inbox.c.event_id, ids)

    def remember(self, connection: Connection, ids: Sequence[str]) -> None:
        insert_rows(connection, self._inbox, [{"event_id": id_} for id_ in ids])

    def count(self, connection: Connection) -> int:
        return connection.execute(select(func.count()).select_from(self._inbox)).scalar_one()
