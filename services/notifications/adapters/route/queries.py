"""Reading the clients' routes."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from sqlalchemy import RowMapping, Table

from services.notifications.adapters.client.queries import ClientQueries
from services.notifications.adapters.route import rows
from services.notifications.adapters.route.tables import (
    appointment,
    budget_stop,
    cancelled_appointment,
    confirmed_appointment,
    decision,
    right_ended,
    right_ending,
    route_step,
)
from services.notifications.domain.route.client_route import ClientRoute
from shared.storing import present, rows_with

F = TypeVar("F")


class RouteQueries(ClientQueries):
    def client_route(self, client_id: str) -> ClientRoute:
        """All that migration told of the client's way to a decision; nothing for a client of whom it told nothing."""
        return self.client_routes([client_id])[client_id]

    def client_routes(self, client_ids: Sequence[str]) -> Mapping[str, ClientRoute]:
        appointments = self._facts(appointment, rows.appointment_of, client_ids)
        cancelled = self._facts(cancelled_appointment, rows.cancelled_of, client_ids)
        confirmed = self._facts(confirmed_appointment, rows.confirmed_of, client_ids)
        steps = self._facts(route_step, rows.step_of, client_ids)
        decisions = self._facts(decision, rows.decision_of, client_ids)
        ended = self._facts(right_ended, rows.right_ended_of, client_ids)
        ending = self._facts(right_ending, rows.right_ending_of, client_ids)
        stops = self._facts(budget_stop, rows.budget_stop_of, client_ids)
        return {
            client_id: ClientRoute(
                appointments=appointments.get(client_id, []),
                cancelled=cancelled.get(client_id, []),
                confirmed=confirmed.get(client_id, []),
                told_steps=steps.get(client_id, []),
                decisions=decisions.get(client_id, []),
                ended=ended.get(client_id, []),
                ending=ending.get(client_id, []),
                budget_stops=stops.get(client_id, []),
            )
            for client_id in client_ids
        }

    def told_of_ends(self, client_ids: Sequence[str]) -> Sequence[str]:
        found: set[str] = set()
        for table in (right_ending, right_ended, budget_stop):
            found |= present(self._connection, table.c.client_id, client_ids)
        return sorted(found)

    def _facts(
        self, table: Table, fact_of: Callable[[RowMapping], F], client_ids: Sequence[str]
    ) -> Mapping[str, Sequence[F]]:
        found: dict[str, list[F]] = {}
        for row in rows_with(self._connection, table.c.client_id, client_ids, *table.primary_key.columns):
            found.setdefault(row["client_id"], []).append(fact_of(row))
        return found
