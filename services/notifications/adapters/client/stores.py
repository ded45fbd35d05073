"""The stores of what the other services say about clients."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Table, bindparam, delete, update

from services.notifications.adapters.client import rows
from services.notifications.adapters.client.tables import (
    appointment,
    budget,
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
from services.notifications.domain.client.money import Budget, Contribution
from services.notifications.domain.client.recipient import HeldBack, Recipient
from services.notifications.domain.client.right import ClientRight, Plan
from services.notifications.domain.client.route import (
    Appointment,
    CancelledAppointment,
    Decision,
    RightEnded,
    RightEnding,
    Step,
)
from shared.messaging.revisions import Key, RevisionTable
from shared.storing import insert_new_rows, insert_rows, rows_with

F = TypeVar("F")
Place = tuple[str, str]
"""A client's id and a municipality's code."""


class RecipientStore(RevisionTable[Recipient]):
    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, recipient, rows.recipient_row, rows.recipient_of)

    def hold_back(self, clients: Sequence[HeldBack]) -> None:
        if not clients:
            return
        mark = update(recipient).where(recipient.c.client_id == bindparam("of_client"))
        self._connection.execute(
            mark.values(held_back_rows=bindparam("rows")),
            [{"of_client": client.client_id, "rows": client.rows} for client in clients],
        )


class BudgetStore:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, budgets: Sequence[Budget]) -> None:
        kept = self._of(each.client_id for each in budgets)
        fresh = [each for each in budgets if each.revision >= max(kept.get(_place(each), {}), default=0)]
        self._drop(old for each in fresh if (old := kept.get(_place(each), {}).get(each.revision)))
        insert_rows(self._connection, budget, [rows.budget_row(each) for each in fresh])

    def in_force(self, where: Mapping[Key, str]) -> Mapping[Key, Budget]:
        kept = self._of(client_id for client_id, _ in where)
        stood = {key: _newest_until(key[1], kept.get((key[0], place), {})) for key, place in where.items()}
        return {key: found for key, found in stood.items() if found is not None}

    def forget_before(self, keys: Iterable[Key]) -> None:
        later = {client_id: revision for client_id, revision in keys if revision > 1}
        for (client_id, _), there in self._of(later).items():
            stands = _newest_until(later[client_id], there)
            self._drop(each for each in there.values() if stands is not None and each.revision < stands.revision)

    def _of(self, client_ids: Iterable[str]) -> Mapping[Place, Mapping[int, Budget]]:
        """By client with municipality, and by revision."""
        found: dict[Place, dict[int, Budget]] = {}
        for row in rows_with(self._connection, budget.c.client_id, set(client_ids)):
            each = rows.budget_of(row)
            found.setdefault(_place(each), {})[each.revision] = each
        return found

    def _drop(self, budgets: Iterable[Budget]) -> None:
        columns = budget.c
        for each in budgets:
            of_client = (columns.client_id == each.client_id) & (columns.municipality == each.municipality)
            self._connection.execute(delete(budget).where(of_client, columns.revision == each.revision))


def _place(of: Budget) -> Place:
    return (of.client_id, of.municipality)


def _newest_until(revision: int, there: Mapping[int, Budget]) -> Budget | None:
    return there.get(max((each for each in there if each <= revision), default=0))


def right_store(connection: Connection) -> RevisionTable[ClientRight]:
    return RevisionTable(connection, client_right, rows.right_row, rows.right_of)


def plan_store(connection: Connection) -> RevisionTable[Plan]:
    return RevisionTable(connection, plan, rows.plan_row, rows.plan_of)


def contribution_store(connection: Connection) -> RevisionTable[Contribution]:
    return RevisionTable(connection, contribution, rows.contribution_row, rows.contribution_of)


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


def step_store(connection: Connection) -> FactStore[Step]:
    return FactStore(connection, route_step, rows.step_row)


def decision_store(connection: Connection) -> FactStore[Decision]:
    return FactStore(connection, decision, rows.decision_row)


def right_ended_store(connection: Connection) -> FactStore[RightEnded]:
    return FactStore(connection, right_ended, rows.right_ended_row)


def right_ending_store(connection: Connection) -> FactStore[RightEnding]:
    return FactStore(connection, right_ending, rows.right_ending_row)
