"""The stores of what the other services say about clients."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, update

from services.notifications.adapters.client import rows
from services.notifications.adapters.client.tables import budget, client_right, contribution, plan, recipient
from services.notifications.domain.client.money import Budget, Contribution
from services.notifications.domain.client.recipient import HeldBack, Recipient
from services.notifications.domain.client.right import ClientRight, Plan
from shared.messaging.revisions import Key, RevisionTable, key_of
from shared.storing import insert_rows, rows_with


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
        fresh = [each for each in budgets if each.revision >= max(kept.get(each.client_id, {}), default=0)]
        self._drop(key_of(each) for each in fresh if each.revision in kept.get(each.client_id, {}))
        insert_rows(self._connection, budget, [rows.budget_row(each) for each in fresh])

    def in_force(self, keys: Iterable[Key]) -> Mapping[Key, Budget]:
        asked = list(keys)
        kept = self._of(client_id for client_id, _ in asked)
        stood = {key: _newest_until(key[1], kept.get(key[0], {})) for key in asked}
        return {key: found for key, found in stood.items() if found is not None}

    def forget_before(self, keys: Iterable[Key]) -> None:
        later = [key for key in keys if key[1] > 1]
        kept = self._of(client_id for client_id, _ in later)
        for client_id, revision in later:
            of_client = kept.get(client_id, {})
            stands = _newest_until(revision, of_client)
            self._drop((client_id, older) for older in of_client if stands is not None and older < stands.revision)

    def _of(self, client_ids: Iterable[str]) -> Mapping[str, Mapping[int, Budget]]:
        """By client and revision."""
        found: dict[str, dict[int, Budget]] = {}
        for row in rows_with(self._connection, budget.c.client_id, set(client_ids)):
            found.setdefault(row["client_id"], {})[row["revision"]] = rows.budget_of(row)
        return found

    def _drop(self, keys: Iterable[Key]) -> None:
        for client_id, revision in keys:
            this = (budget.c.client_id == client_id) & (budget.c.revision == revision)
            self._connection.execute(delete(budget).where(this))


def _newest_until(revision: int, of_client: Mapping[int, Budget]) -> Budget | None:
    return of_client.get(max((each for each in of_client if each <= revision), default=0))


def right_store(connection: Connection) -> RevisionTable[ClientRight]:
    return RevisionTable(connection, client_right, rows.right_row, rows.right_of)


def plan_store(connection: Connection) -> RevisionTable[Plan]:
    return RevisionTable(connection, plan, rows.plan_row, rows.plan_of)


def contribution_store(connection: Connection) -> RevisionTable[Contribution]:
    return RevisionTable(connection, contribution, rows.contribution_row, rows.contribution_of)
