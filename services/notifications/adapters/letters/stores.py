"""The stores of the use cases, on SQLAlchemy Core: plain rows, many at a time, no object mapping."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Table, bindparam, case, delete, func, insert, select, update

from services.notifications.adapters.letters import rows
from services.notifications.adapters.letters.tables import (
    budget,
    client_right,
    contribution,
    ending_right,
    letter,
    plan,
    print_run,
    provider_notice,
    recipient,
)
from services.notifications.application.letters.ports import Key, Latest, PrintRunMade, Stores, Told
from services.notifications.domain.client.facts import (
    PLANNED,
    Budget,
    ClientRight,
    Contribution,
    Parts,
    Plan,
    Recipient,
)
from services.notifications.domain.client.facts import complete as complete_parts
from services.notifications.domain.letters.gate import Written
from services.notifications.domain.mailing.print_run import Printable
from services.notifications.domain.notices.provider_notice import ProviderLine, ProviderNotice

T = TypeVar("T", bound=Told)
KEYS_PER_QUERY = 500
LATEST = [letter.c[name] for name in ("id", "client_id", "revision", "municipality", "template", "content")]
"""The columns of a Latest, in the order of its fields."""


def stores_on(connection: Connection) -> Stores:
    return Stores(
        parts=PartTables(connection),
        budgets=RevisionTable[Budget](connection, budget, rows.budget_row),
        contributions=RevisionTable[Contribution](connection, contribution, rows.contribution_row),
        letters=LetterTable(connection),
        print_runs=PrintRunTable(connection),
        notices=NoticeTables(connection),
    )


class RevisionTable(Generic[T]):
    """What one kind of event told."""

    def __init__(self, connection: Connection, table: Table, as_row: Callable[[T], dict[str, Any]]) -> None:
        self._connection = connection
        self._table = table
        self._as_row = as_row

    def newest(self, client_ids: Sequence[str]) -> Mapping[str, int]:
        columns = self._table.c
        found: dict[str, int] = {}
        for part in in_parts(client_ids):
            query = select(columns.client_id, func.max(columns.revision)).where(columns.client_id.in_(part))
            found.update(self._connection.execute(query.group_by(columns.client_id)).all())
        return found

    def add(self, told: Sequence[T]) -> None:
        if told:
            self._connection.execute(insert(self._table), [self._as_row(one) for one in told])

    def replace(self, told: Sequence[T]) -> None:
        for part in in_parts([one.client_id for one in told]):
            self._connection.execute(delete(self._table).where(self._table.c.client_id.in_(part)))
        self.add(told)


class PartTables:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.recipients = RevisionTable[Recipient](connection, recipient, rows.recipient_row)
        self.rights = RevisionTable[ClientRight](connection, client_right, rows.right_row)
        self.plans = RevisionTable[Plan](connection, plan, rows.plan_row)

    def complete(self, keys: Sequence[Key]) -> Sequence[Parts]:
        """Rights and plans are looked at first: while one of them is missing, the rest need not be read."""
        rights = self._rows_of(client_right, keys)
        plans = self._rows_of(plan, list(rights))
        settled = [key for key, right in rights.items() if right["state"] != PLANNED or key in plans]
        recipients = self._rows_of(recipient, settled)
        found = (
            complete_parts(
                rows.recipient_of(recipients[key]),
                rows.right_of(rights[key]),
                rows.plan_of(plans[key]) if key in plans else None,
            )
            for key in settled
            if key in recipients
        )
        return [parts for parts in found if parts is not None]

    def forget_before(self, keys: Sequence[Key]) -> None:
        for client_id, revision in keys:
            if revision == 1:
                continue
            for table in (recipient, client_right, plan):
                older = (table.c.client_id == client_id) & (table.c.revision < revision)
                self._connection.execute(delete(table).where(older))

    def hold_back(self, rows: Mapping[str, int]) -> None:
        if not rows:
            return
        mark = update(recipient).where(recipient.c.client_id == bindparam("of_client"))
        self._connection.execute(
            mark.values(held_back_rows=bindparam("rows")),
            [{"of_client": client_id, "rows": number} for client_id, number in rows.items()],
        )

    def people(self, client_ids: Sequence[str]) -> dict[str, Recipient]:
        found: dict[str, Recipient] = {}
        for part in in_parts(client_ids):
            query = select(recipient).where(recipient.c.client_id.in_(part)).order_by(recipient.c.revision)
            for row in self._connection.execute(query).mappings():
                found[row["client_id"]] = rows.recipient_of(row)
        return found

    def _rows_of(self, table: Table, keys: Sequence[Key]) -> dict[Key, rows.Row]:
        wanted = set(keys)
        found: dict[Key, rows.Row] = {}
        for part in in_parts([client_id for client_id, _ in keys]):
            for row in self._connection.execute(select(table).where(table.c.client_id.in_(part))).mappings():
                key = (row["client_id"], row["revision"])
                if key in wanted:
                    found[key] = row
        return found


class LetterTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def latest(self, client_ids: Sequence[str]) -> Mapping[str, Latest]:
        found: dict[str, Latest] = {}
        for part in in_parts(client_ids):
            query = select(*LATEST).where(letter.c.client_id.in_(part)).order_by(letter.c.revision)
            for row in self._connection.execute(query):
                found[row.client_id] = Latest(*row)
        return found

    def add(self, written: Sequence[Written]) -> None:
        if written:
            self._connection.execute(insert(letter), [rows.letter_row(one) for one in written])

    def supersede(self, letter_ids: Sequence[str]) -> None:
        for part in in_parts(letter_ids):
            unsent = letter.c.id.in_(part), letter.c.state.in_(("ready", "withheld"))
            # Why a letter with a text was withheld does not matter any more; it may as well have been ready.
            reason = case((letter.c.body != "", ""), else_=letter.c.reason)
            self._connection.execute(update(letter).where(*unsent).values(state="superseded", reason=reason))

    def withhold(self, letter_ids: Sequence[str], reason: str) -> frozenset[str]:
        return self._change(letter_ids, "ready", "withheld", reason)

    def release(self, letter_ids: Sequence[str]) -> frozenset[str]:
        return self._change(letter_ids, "withheld", "ready", "")

    def waiting(self) -> Sequence[Printable]:
        columns = letter.c
        query = select(
            columns.id, columns.client_id, columns.municipality, columns.postcode, columns.house_number
        ).where(columns.state == "ready")
        return [Printable(*row) for row in self._connection.execute(query)]

    def mark_printed(self, letter_ids: Sequence[str], run_id: str) -> int:
        return self._mark(letter_ids, run_id, ("ready",))

    def were_printed(self, letter_ids: Sequence[str], run_id: str) -> None:
        self._mark(letter_ids, run_id, ("ready", "withheld", "superseded"))

    def _mark(self, letter_ids: Sequence[str], run_id: str, states: Sequence[str]) -> int:
        done = 0
        for part in in_parts(letter_ids):
            mark = update(letter).where(letter.c.id.in_(part), letter.c.state.in_(states))
            done += self._connection.execute(mark.values(state="printed", reason="", print_run_id=run_id)).rowcount
        return done

    def _change(self, letter_ids: Sequence[str], before: str, after: str, reason: str) -> frozenset[str]:
        changed: set[str] = set()
        for part in in_parts(letter_ids):
            change = update(letter).where(letter.c.id.in_(part), letter.c.state == before)
            told = change.values(state=after, reason=reason).returning(letter.c.id)
            changed.update(self._connection.execute(told).scalars())
        return frozenset(changed)


class PrintRunTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, made: PrintRunMade) -> None:
        self._connection.execute(insert(print_run), [rows.print_run_row(made)])

    def has(self, run_id: str) -> bool:
        return self._connection.execute(select(print_run.c.id).where(print_run.c.id == run_id)).first() is not None

    def ids(self) -> frozenset[str]:
        return frozenset(self._connection.execute(select(print_run.c.id)).scalars())


class NoticeTables:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lines(self) -> Sequence[ProviderLine]:
        query = select(ending_right).order_by(ending_right.c.agb, ending_right.c.municipality)
        return [rows.line_of(row) for row in self._connection.execute(query).mappings()]

    def replace_lines(self, client_ids: Sequence[str], lines: Sequence[ProviderLine]) -> None:
        for part in in_parts(client_ids):
            self._connection.execute(delete(ending_right).where(ending_right.c.client_id.in_(part)))
        if lines:
            self._connection.execute(insert(ending_right), [rows.line_row(one) for one in lines])

    def last(self) -> Mapping[tuple[str, str], tuple[int, str]]:
        columns = provider_notice.c
        query = select(columns.agb, columns.municipality, columns.number, columns.content).order_by(columns.number)
        found = self._connection.execute(query)
        return {(row.agb, row.municipality): (row.number, row.content) for row in found}

    def add(self, notices: Sequence[ProviderNotice]) -> None:
        if notices:
            self._connection.execute(insert(provider_notice), [rows.notice_row(one) for one in notices])

    def has(self, notice_id: str) -> bool:
        query = select(provider_notice.c.id).where(provider_notice.c.id == notice_id)
        return self._connection.execute(query).first() is not None


def in_parts(keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(keys), KEYS_PER_QUERY):
        yield keys[start : start + KEYS_PER_QUERY]
