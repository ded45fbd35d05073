"""The stores of what the other services say about clients."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, update

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
from services.notifications.domain.client.recipient import HeldBack, Recipient
from services.notifications.domain.client.right import ClientRight, Plan
from shared.messaging.revisions import Key, RevisionTable
from shared.storing import delete_rows, insert_rows, rows_with

NEVER = (0, 0)
Home = tuple[str, str]
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
    """Budgets of revisions in one table, and what changed them since in another."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, budgets: Sequence[Budget]) -> None:
        kept = self._of(each.client_id for each in budgets)
        fresh = [each for each in budgets if each.place >= max(kept.get(_home(each), {}), default=NEVER)]
        self._drop(old for each in fresh if (old := kept.get(_home(each), {}).get(each.place)))
        insert_rows(self._connection, budget, [rows.budget_row(each) for each in fresh if not each.turn])
        insert_rows(self._connection, budget_change, [rows.budget_change_row(each) for each in fresh if each.turn])

    def in_force(self, where: Mapping[Key, str]) -> Mapping[Key, Budget]:
        kept = self._of(client_id for client_id, _ in where)
        stood = {key: _newest_until(key[1], kept.get((key[0], home), {})) for key, home in where.items()}
        return {key: found for key, found in stood.items() if found is not None}

    def forget_before(self, keys: Iterable[Key]) -> None:
        later = {client_id: revision for client_id, revision in keys if revision > 1}
        for (client_id, _), there in self._of(later).items():
            stands = _newest_until(later[client_id], there)
            self._drop(each for each in there.values() if stands is not None and each.place < stands.place)

    def _of(self, client_ids: Iterable[str]) -> Mapping[Home, Mapping[tuple[int, int], Budget]]:
        """By client with municipality, and by revision with turn."""
        found: dict[Home, dict[tuple[int, int], Budget]] = {}
        clients = set(client_ids)
        for table in (budget, budget_change):
            for row in rows_with(self._connection, table.c.client_id, clients):
                each = rows.budget_of(row)
                found.setdefault(_home(each), {})[each.place] = each
        return found

    def _drop(self, budgets: Iterable[Budget]) -> None:
        for each in budgets:
            table = budget_change if each.turn else budget
            columns = table.c
            of_client = (columns.client_id == each.client_id) & (columns.municipality == each.municipality)
            query = delete(table).where(of_client, columns.revision == each.revision)
            self._connection.execute(query.where(columns.turn == each.turn) if each.turn else query)


class ContributionChangeStore:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, changes: Sequence[Contribution]) -> None:
        kept = {
            row["client_id"]: (row["revision"], row["turn"])
            for row in rows_with(
                self._connection, contribution_change.c.client_id, {each.client_id for each in changes}
            )
        }
        fresh = [each for each in changes if each.place > kept.get(each.client_id, NEVER)]
        delete_rows(self._connection, contribution_change.c.client_id, [each.client_id for each in fresh])
        insert_rows(self._connection, contribution_change, [rows.contribution_change_row(each) for each in fresh])


def _home(of: Budget) -> Home:
    return (of.client_id, of.municipality)


def _newest_until(revision: int, there: Mapping[tuple[int, int], Budget]) -> Budget | None:
    """As the revision found it: what changed it since is not of that revision."""
    return there.get(max((each for each in there if each <= (revision, 0)), default=NEVER))


def right_store(connection: Connection) -> RevisionTable[ClientRight]:
    return RevisionTable(connection, client_right, rows.right_row, rows.right_of)


def plan_store(connection: Connection) -> RevisionTable[Plan]:
    return RevisionTable(connection, plan, rows.plan_row, rows.plan_of)


def contribution_store(connection: Connection) -> RevisionTable[Contribution]:
    return RevisionTable(connection, contribution, rows.contribution_row, rows.contribution_of)
