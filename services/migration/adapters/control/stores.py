"""Where every client stands, with the lists and totals that are kept of it, in the transaction that changed it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from services.migration.adapters.control.rows import (
    CONVERSATION,
    day_totals,
    list_keys,
    list_totals,
    standing_of,
    standing_row,
)
from services.migration.adapters.control.tables import (
    NEVER,
    day_total,
    delivered,
    list_total,
    listed,
    search_word,
    standing,
)
from services.migration.domain.control.deliveries import DeliveredPersons
from services.migration.domain.control.standings import Changed, Standing, search_words
from shared.storing import in_parts, insert_rows, present, rows_with

CHANGE = (
    update(standing)
    .where(standing.c.client_id == bindparam("of_client"))
    .values({column.name: bindparam(column.name) for column in standing.columns if column.name != "client_id"})
)
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
        rows = rows_with(self._connection, standing.c.client_id, client_ids)
        return {row["client_id"]: standing_of(row) for row in rows}

    def save(self, changed: Sequence[Changed]) -> None:
        changed = [one for one in changed if one.before != one.after]
        if not changed:
            return
        households = {one.household_id for pair in changed for one in (pair.before, pair.after) if one is not None}
        conversations = self._conversations(households)
        self._save_rows(changed)
        self._save_lists(changed)
        self._save_words(changed)
        days = _difference(changed, day_totals)
        days.update(self._conversations(households))
        days.subtract(conversations)
        self._add(list_total, _difference(changed, list_totals))
        self._add(day_total, days)

    def _is_shared(self) -> bool:
        """Whether the database has several writers at a time."""
        return self._connection.dialect.name == "postgresql"

    def note(self, deliveries: Sequence[DeliveredPersons]) -> None:
        known = present(self._connection, delivered.c.delivery_id, [one.delivery_id for one in deliveries])
        new = [one for one in deliveries if one.delivery_id not in known]
        names = delivered.columns.keys()
        insert_rows(self._connection, delivered, [{name: getattr(one, name) for name in names} for one in new])

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
        rows = [standing_row(one.after) for one in changed if one.before is not None]
        if rows:
            self._connection.execute(CHANGE, [{**row, "of_client": row["client_id"]} for row in rows])

    def _save_lists(self, changed: Sequence[Changed]) -> None:
        before = {key for one in changed if one.before is not None for key in list_keys(one.before)}
        after = {key for one in changed for key in list_keys(one.after)}
        self._replace(listed, before, after)

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

    def _add(self, table: Table, differences: Counter[Key]) -> None:
        """Adds to totals. A total that becomes zero has no row, so that the tables of two equal runs are equal."""
        names = [column.name for column in table.primary_key.columns]
        changes = {key: number for key, number in differences.items() if number}
        if not changes:
            return
        insert: Any = postgresql.insert(table) if self._is_shared() else sqlite.insert(table)
        added = insert.on_conflict_do_update(
            index_elements=names, set_={"number": table.c.number + insert.excluded.number}
        )
        rows = [{**dict(zip(names, key, strict=True)), "number": number} for key, number in changes.items()]
        self._connection.execute(added, rows)
        if any(number < 0 for number in changes.values()):
            self._connection.execute(delete(table).where(table.c.number == 0))


def _difference(changed: Sequence[Changed], counts: Any) -> Counter[Key]:
    total: Counter[Key] = Counter()
    for one in changed:
        total.update(counts(one.after))
        if one.before is not None:
            total.subtract(counts(one.before))
    return total


def _word_keys(one: Standing) -> set[Key]:
    return {(one.municipality, word, one.client_id) for word in search_words(one)}
