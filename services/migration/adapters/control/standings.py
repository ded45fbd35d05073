"""Where every client stands, with the lists and totals that are kept of it, in the transaction that changed it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Table,
    Update,
    bindparam,
    delete,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from services.migration.adapters.control.rows import (
    CONVERSATION,
    day_totals,
    list_keys,
    list_totals,
    promise_keys,
    standing_of,
    standing_row,
)
from services.migration.adapters.control.tables import (
    NEVER,
    day_total,
    delivered,
    list_total,
    listed,
    promised,
    search_word,
    standing,
)
from services.migration.domain.control.deliveries import DeliveredPersons
from services.migration.domain.control.standings import Changed, Standing, search_words
from services.migration.domain.control.steps import Task
from shared.storing import delete_rows, in_parts, insert_rows, present, rows_with

LOCK = text("SELECT pg_advisory_xact_lock(1, 1)")
Key = tuple[Any, ...]


class StandingTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, client_ids: Iterable[str]) -> Mapping[str, Standing]:
        # One transaction at a time: two that count the same clients in another order would stand crosswise. SQLite has
        # one writer anyway. The two numbers are a key of our own, apart from those of Database.lock_subjects.
        if self._is_shared():
            self._connection.execute(LOCK)
        asked = list(client_ids)
        promises: dict[str, list[tuple[Task, date]]] = {}
        for row in rows_with(self._connection, promised.c.client_id, asked):
            promises.setdefault(row["client_id"], []).append((Task(row["task"]), row["due"]))
        rows = rows_with(self._connection, standing.c.client_id, asked)
        return {row["client_id"]: standing_of(row, promises.get(row["client_id"], ())) for row in rows}

    def save(self, changed: Sequence[Changed]) -> None:
        changed = [one for one in changed if one.before != one.after]
        if not changed:
            return
        households = {one.household_id for pair in changed for one in (pair.before, pair.after) if one is not None}
        conversations = self._conversations(households)
        self._save_rows(changed)
        self._save_lists(changed)
        self._save_promises(changed)
        self._save_words(changed)
        days = _difference(changed, day_totals)
        days.update(self._conversations(households))
        days.subtract(conversations)
        add_to_totals(self._connection, list_total, _difference(changed, list_totals))
        add_to_totals(self._connection, day_total, days)

    def with_step(self, task: Task, ended_before: date) -> Sequence[str]:
        fits = standing.c.next_step == task.value, standing.c.reassess_until < ended_before
        return self._connection.execute(select(standing.c.client_id).where(*fits)).scalars().all()

    def _is_shared(self) -> bool:
        """Whether the database has several writers at a time."""
        return self._connection.dialect.name == "postgresql"

    def note(self, deliveries: Sequence[DeliveredPersons]) -> None:
        known = present(self._connection, delivered.c.delivery_id, [one.delivery_id for one in deliveries])
        new = [one for one in deliveries if one.delivery_id not in known]
        names = delivered.columns.keys()
        insert_rows(self._connection, delivered, [{name: getattr(one, name) for name in names} for one in new])

    def drop(self, client_ids: Sequence[str]) -> None:
        gone = list(self.of(client_ids).values())
        households = {one.household_id for one in gone}
        days = Counter({key: -number for key, number in self._conversations(households).items()})
        for table in (listed, promised, search_word, standing):
            delete_rows(self._connection, table.c.client_id, [one.client_id for one in gone])
        days.update(self._conversations(households))
        lists: Counter[Key] = Counter()
        for one in gone:
            days.subtract(day_totals(one))
            lists.subtract(list_totals(one))
        add_to_totals(self._connection, list_total, lists)
        add_to_totals(self._connection, day_total, days)

    def _conversations(self, households: Iterable[str]) -> Counter[Key]:
        """A household is one conversation, however many of its members were planned in that week."""
        found: Counter[Key] = Counter()
        of_household = (standing.c.municipality, standing.c.week)
        for part in in_parts(sorted(households)):
            query = select(*of_household, standing.c.household_id).distinct()
            there = query.where(standing.c.household_id.in_(part), standing.c.week < NEVER)
            found.update((CONVERSATION, row.municipality, row.week) for row in self._connection.execute(there))
        return found

    def _save_rows(self, changed: Sequence[Changed]) -> None:
        insert_rows(self._connection, standing, [standing_row(one.after) for one in changed if one.before is None])
        for names, rows in _alike(changed).items():
            self._connection.execute(_change(names), rows)

    def _save_lists(self, changed: Sequence[Changed]) -> None:
        before = {key for one in changed if one.before is not None for key in list_keys(one.before)}
        after = {key for one in changed for key in list_keys(one.after)}
        self._replace(listed, before, after)

    def _save_promises(self, changed: Sequence[Changed]) -> None:
        before = {key for one in changed if one.before is not None for key in promise_keys(one.before)}
        after = {key for one in changed for key in promise_keys(one.after)}
        self._replace(promised, before, after)

    def _save_words(self, changed: Sequence[Changed]) -> None:
        before = {key for one in changed if one.before is not None for key in _word_keys(one.before)}
        after = {key for one in changed for key in _word_keys(one.after)}
        self._replace(search_word, before, after)

    def _replace(self, table: Table, before: set[Key], after: set[Key]) -> None:
        """Of a table that is nothing but its key."""
        columns = list(table.primary_key.columns)
        if gone := before - after:
            of_key = [column == bindparam(f"of_{column.name}") for column in columns]
            rows = [{f"of_{column.name}": part for column, part in zip(columns, key, strict=True)} for key in gone]
            self._connection.execute(delete(table).where(*of_key), rows)
        new = [dict(zip(table.columns.keys(), key, strict=True)) for key in sorted(after - before)]
        insert_rows(self._connection, table, new)


def add_to_totals(connection: Connection, table: Table, differences: Counter[Key]) -> None:
    """Adds to totals. A total that becomes zero has no row, so that the tables of two equal runs are equal."""
    names = [column.name for column in table.primary_key.columns]
    changes = {key: number for key, number in differences.items() if number}
    if not changes:
        return
    added = _added(table, connection.dialect.name)
    rows = [{**dict(zip(names, key, strict=True)), "number": number} for key, number in changes.items()]
    connection.execute(added, rows)
    if any(number < 0 for number in changes.values()):
        connection.execute(delete(table).where(table.c.number == 0))


@cache
def _change(names: tuple[str, ...]) -> Update:
    of_client = update(standing).where(standing.c.client_id == bindparam("of_client"))
    return of_client.values({name: bindparam(name) for name in names})


@cache
def _added(table: Table, dialect_name: str) -> Any:
    insert: Any = postgresql.insert(table) if dialect_name == "postgresql" else sqlite.insert(table)
    return insert.on_conflict_do_update(
        index_elements=[column.name for column in table.primary_key.columns],
        set_={"number": table.c.number + insert.excluded.number},
    )


def _alike(changed: Sequence[Changed]) -> Mapping[tuple[str, ...], Sequence[dict[str, Any]]]:
    """What is new of those who stood there already, by the columns that change: SQLite writes the entries of all
    indexes anew that hold a column which is named, whatever its value was."""
    found: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for one in changed:
        if one.before is None:
            continue
        before = standing_row(one.before)
        new = {name: value for name, value in standing_row(one.after).items() if value != before[name]}
        if new:
            found.setdefault(tuple(new), []).append({**new, "of_client": one.after.client_id})
    return found


def _difference(changed: Sequence[Changed], counts: Any) -> Counter[Key]:
    total: Counter[Key] = Counter()
    for one in changed:
        total.update(counts(one.after))
        if one.before is not None:
            total.subtract(counts(one.before))
    return total


def _word_keys(one: Standing) -> set[Key]:
    return {(one.municipality, word, one.client_id) for word in search_words(one)}
