"""The stores of what the other services say about clients."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, update

from services.notifications.adapters.client import rows
from services.notifications.adapters.client.tables import budget, client_right, contribution, plan, recipient
from services.notifications.domain.client.money import Budget, Contribution
from services.notifications.domain.client.recipient import HeldBack, Recipient
from services.notifications.domain.client.right import ClientRight, Plan
from shared.messaging.revisions import RevisionTable


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


def right_store(connection: Connection) -> RevisionTable[ClientRight]:
    return RevisionTable(connection, client_right, rows.right_row, rows.right_of)


def plan_store(connection: Connection) -> RevisionTable[Plan]:
    return RevisionTable(connection, plan, rows.plan_row, rows.plan_of)


def budget_store(connection: Connection) -> RevisionTable[Budget]:
    return RevisionTable(connection, budget, rows.budget_row, rows.budget_of)


def contribution_store(connection: Connection) -> RevisionTable[Contribution]:
    return RevisionTable(connection, contribution, rows.contribution_row, rows.contribution_of)
