"""Reading what is known of clients now."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, select

from services.notifications.adapters.client import rows
from services.notifications.adapters.client.tables import (
    appointment,
    budget,
    budget_change,
    cancelled_appointment,
    client_right,
    contribution,
    decision,
    plan,
    recipient,
    right_ended,
    right_ending,
    route_step,
)
from services.notifications.domain.client.money import Budget
from services.notifications.domain.client.recipient import Recipient
from services.notifications.domain.client.revision import ClientFacts
from services.notifications.domain.client.route import ClientRoute
from shared.storing import rows_with


class ClientQueries:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def people(self, client_ids: Sequence[str]) -> Mapping[str, Recipient]:
        """The clients as they are known now."""
        newest_last = rows_with(self._connection, recipient.c.client_id, client_ids, recipient.c.revision)
        return {row["client_id"]: rows.recipient_of(row) for row in newest_last}

    def client_facts(self, client_id: str) -> ClientFacts | None:
        person, right, planned, share = (
            self._newest(table, client_id) for table in (recipient, client_right, plan, contribution)
        )
        if person is None:
            return None
        money = self._newest_budget(client_id, person["municipality"])
        return ClientFacts(
            recipient=rows.recipient_of(person),
            right=rows.right_of(right) if right else None,
            plan=rows.plan_of(planned) if planned else None,
            budget=money,
            contribution=rows.contribution_of(share) if share else None,
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

    def client_route(self, client_id: str) -> ClientRoute:
        """All that migration told of the client's way to a decision; nothing for a client of whom it told nothing."""
        return ClientRoute(
            appointments=[rows.appointment_of(row) for row in self._of(appointment, client_id)],
            cancelled=[rows.cancelled_of(row) for row in self._of(cancelled_appointment, client_id)],
            told_steps=[rows.step_of(row) for row in self._of(route_step, client_id)],
            decisions=[rows.decision_of(row) for row in self._of(decision, client_id)],
            ended=[rows.right_ended_of(row) for row in self._of(right_ended, client_id)],
            ending=[rows.right_ending_of(row) for row in self._of(right_ending, client_id)],
        )

    def _of(self, table: Table, client_id: str) -> Sequence[RowMapping]:
        query = select(table).where(table.c.client_id == client_id).order_by(*table.primary_key.columns)
        return self._connection.execute(query).mappings().all()

    def _newest(self, table: Table, client_id: str, *conditions: ColumnElement[bool]) -> RowMapping | None:
        of_client = select(table).where(table.c.client_id == client_id, *conditions)
        query = of_client.order_by(table.c.revision.desc()).limit(1)
        return self._connection.execute(query).mappings().first()
