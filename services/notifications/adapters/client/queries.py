"""Reading what is known of clients now."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, select

from services.notifications.adapters.client import rows
from services.notifications.adapters.client.tables import (
    budget,
    budget_change,
    client_right,
    contribution,
    contribution_change,
    plan,
    recipient,
)
from services.notifications.domain.client.money import Budget, Contribution
from services.notifications.domain.client.recipient import Recipient
from services.notifications.domain.client.revision import ClientFacts
from shared.storing import rows_with

F = TypeVar("F")


class ClientQueries:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def people(self, client_ids: Sequence[str]) -> Mapping[str, Recipient]:
        """The clients as they are known now."""
        newest_last = rows_with(self._connection, recipient.c.client_id, client_ids, recipient.c.revision)
        return {row["client_id"]: rows.recipient_of(row) for row in newest_last}

    def client_facts(self, client_id: str) -> ClientFacts | None:
        person, right, planned = (self._newest(table, client_id) for table in (recipient, client_right, plan))
        if person is None:
            return None
        money = self._newest_budget(client_id, person["municipality"])
        return ClientFacts(
            recipient=rows.recipient_of(person),
            right=rows.right_of(right) if right else None,
            plan=rows.plan_of(planned) if planned else None,
            budget=money,
            contribution=self._newest_contribution(client_id),
        )

    def _newest_budget(self, client_id: str, municipality: str) -> Budget | None:
        """Also as a decision or an end changed it since."""
        found = [
            rows.budget_of(row)
            for table in (budget, budget_change)
            for row in rows_with(self._connection, table.c.client_id, [client_id])
            if row["municipality"] == municipality
        ]
        return max(found, key=lambda each: each.place, default=None)

    def _newest_contribution(self, client_id: str) -> Contribution | None:
        """Also as a decision or an end changed it since."""
        told = (self._newest(table, client_id) for table in (contribution, contribution_change))
        found = [rows.contribution_of(row) for row in told if row is not None]
        return max(found, key=lambda each: each.place, default=None)

    def _newest(self, table: Table, client_id: str, *conditions: ColumnElement[bool]) -> RowMapping | None:
        of_client = select(table).where(table.c.client_id == client_id, *conditions)
        query = of_client.order_by(table.c.revision.desc()).limit(1)
        return self._connection.execute(query).mappings().first()
