"""The inbox: the result of a message and the fact that it was seen are written in one transaction."""

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from shared.events.envelope import Event
from shared.messaging.tables import MessagingTables
from shared.storing import insert_rows, present


class Inbox:
    def __init__(self, tables: MessagingTables) -> None:
        self._inbox = tables.inbox

    def unseen(self, connection: Connection, events: Sequence[Event]) -> list[Event]:
        """The events that were not handled before, each once, in their order."""
        seen = present(connection, self._inbox.c.event_id, [event.id for event in events])
        fresh: list[Event] = []
        for event in events:
            if event.id not in seen:
                seen.add(event.id)
                fresh.append(event)
        return fresh

    def remember(self, connection: Connection, events: Sequence[Event]) -> None:
        insert_rows(connection, self._inbox, [{"event_id": event.id} for event in events])

    def count(self, connection: Connection) -> int:
        return connection.execute(select(func.count()).select_from(self._inbox)).scalar_one()
