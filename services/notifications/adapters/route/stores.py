"""The stores of what migration tells of the clients' routes."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Table, update

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
from services.notifications.domain.route.facts import (
    Appointment,
    BudgetStop,
    CancelledAppointment,
    ConfirmedAppointment,
    Decision,
    OpenTerm,
    RightEnded,
    RightEnding,
    Step,
)
from shared.storing import insert_new_rows

F = TypeVar("F")


class FactStore(Generic[F]):
    """Facts about clients that stand by themselves, each under the key of its table."""

    def __init__(self, connection: Connection, table: Table, row: Callable[[F], dict[str, Any]]) -> None:
        self._connection = connection
        self._table = table
        self._row = row

    def keep(self, facts: Sequence[F]) -> None:
        insert_new_rows(self._connection, self._table, [self._row(each) for each in facts])


def appointment_store(connection: Connection) -> FactStore[Appointment]:
    return FactStore(connection, appointment, rows.appointment_row)


def cancelled_appointment_store(connection: Connection) -> FactStore[CancelledAppointment]:
    return FactStore(connection, cancelled_appointment, rows.cancelled_row)


def confirmed_appointment_store(connection: Connection) -> FactStore[ConfirmedAppointment]:
    return FactStore(connection, confirmed_appointment, rows.confirmed_row)


class StepStore(FactStore[Step]):
    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, route_step, rows.step_row)

    def count_again(self, client_id: str, step_id: str, terms: Sequence[OpenTerm]) -> None:
        own = (route_step.c.client_id == client_id) & (route_step.c.step_id == step_id)
        self._connection.execute(update(route_step).where(own).values(terms=rows.terms_text(terms)))


def decision_store(connection: Connection) -> FactStore[Decision]:
    return FactStore(connection, decision, rows.decision_row)


def right_ended_store(connection: Connection) -> FactStore[RightEnded]:
    return FactStore(connection, right_ended, rows.right_ended_row)


def right_ending_store(connection: Connection) -> FactStore[RightEnding]:
    return FactStore(connection, right_ending, rows.right_ending_row)


def budget_stop_store(connection: Connection) -> FactStore[BudgetStop]:
    return FactStore(connection, budget_stop, rows.budget_stop_row)
