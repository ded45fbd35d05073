"""The store of visits to the own page."""

from datetime import datetime

from sqlalchemy import Connection, select, update

from services.notifications.adapters.portal.tables import portal_visit
from services.notifications.domain.portal.visit import Visit
from shared.json_text import json_text, json_value
from shared.storing import insert_new_row


class VisitStore:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, client_id: str) -> Visit | None:
        query = select(portal_visit).where(portal_visit.c.client_id == client_id)
        row = self._connection.execute(query).mappings().first()
        if row is None:
            return None
        return Visit(
            last=datetime.fromisoformat(row["last"]),
            seen=frozenset(json_value(row["seen"])),
            before=datetime.fromisoformat(row["before"]) if row["before"] else None,
            seen_before=frozenset(json_value(row["seen_before"])),
        )

    def keep(self, client_id: str, visit: Visit) -> None:
        values = {
            "last": visit.last.isoformat(),
            "seen": json_text(sorted(visit.seen)),
            "before": visit.before.isoformat() if visit.before else "",
            "seen_before": json_text(sorted(visit.seen_before)),
        }
        if not insert_new_row(self._connection, portal_visit, {"client_id": client_id} | values):
            of_client = update(portal_visit).where(portal_visit.c.client_id == client_id)
            self._connection.execute(of_client.values(**values))
