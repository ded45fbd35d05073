"""What several topics tell about one revision of a client, until all of it is there.

Topics have no common order, but each keeps a client's own. So every topic's part is kept per client and revision, and
whichever part comes last finds the others.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import Connection, RowMapping, Table, delete, func, select

from shared.storing import among, delete_rows, in_parts, insert_rows, rows_with

Key = tuple[str, int]
"""A client's id and a revision of what is known about the client."""


class Revised(Protocol):
    """Something told about a client in one revision."""

    @property
    def client_id(self) -> str: ...

    @property
    def revision(self) -> int: ...


R = TypeVar("R", bound=Revised)
A = TypeVar("A")
B = TypeVar("B")


class Revisions(Protocol[R]):
    """What one kind of event told, per client and revision. A batch holds every client at most once."""

    def newest(self, client_ids: Iterable[str]) -> Mapping[str, int]:
        """The highest revision that is kept of each client; clients of whom nothing is kept are left out."""

    def add(self, values: Sequence[R]) -> Sequence[R]:
        """Keeps the values whose revision is higher than what is kept of their client, and returns those."""

    def replace(self, values: Sequence[R]) -> None:
        """Puts the values in the place of all that was kept of the same clients."""

    def of(self, keys: Iterable[Key]) -> Mapping[Key, R]:
        """Those of `keys` that are kept."""

    def forget_before(self, keys: Iterable[Key]) -> None:
        """Drops what is older than these revisions: no part of it can still come."""


def key_of(value: Revised) -> Key:
    return (value.client_id, value.revision)


def both(keys: Iterable[Key], first: Mapping[Key, A], second: Mapping[Key, B]) -> list[tuple[A, B]]:
    """The two parts of every key of which both are there, in the order of the keys."""
    return [(first[key], second[key]) for key in keys if key in first and key in second]


class RevisionTable(Generic[R]):
    """Revisions in a table with the columns `client_id` and `revision`."""

    def __init__(
        self,
        connection: Connection,
        table: Table,
        row_of: Callable[[R], Mapping[str, Any]],
        value_of: Callable[[RowMapping], R],
    ) -> None:
        self._connection = connection
        self._table = table
        self._row_of = row_of
        self._value_of = value_of

    def newest(self, client_ids: Iterable[str]) -> Mapping[str, int]:
        columns = self._table.c
        found: dict[str, int] = {}
        for part in in_parts(list(client_ids)):
            query = select(columns.client_id, func.max(columns.revision)).where(
                among(self._connection, columns.client_id, part)
            )
            found.update(self._connection.execute(query.group_by(columns.client_id)).all())
        return found

    def add(self, values: Sequence[R]) -> Sequence[R]:
        kept = self.newest([value.client_id for value in values])
        fresh = [value for value in values if value.revision > kept.get(value.client_id, 0)]
        insert_rows(self._connection, self._table, [self._row_of(value) for value in fresh])
        return fresh

    def replace(self, values: Sequence[R]) -> None:
        delete_rows(self._connection, self._table.c.client_id, [value.client_id for value in values])
        insert_rows(self._connection, self._table, [self._row_of(value) for value in values])

    def of(self, keys: Iterable[Key]) -> Mapping[Key, R]:
        wanted = set(keys)
        rows = rows_with(self._connection, self._table.c.client_id, {client_id for client_id, _ in wanted})
        return {key: self._value_of(row) for row in rows if (key := (row["client_id"], row["revision"])) in wanted}

    def forget_before(self, keys: Iterable[Key]) -> None:
        columns = self._table.c
        for client_id, revision in keys:
            if revision > 1:
                older = (columns.client_id == client_id) & (columns.revision < revision)
                self._connection.execute(delete(self._table).where(older))


class RevisionsInMemory(Generic[R]):
    """Revisions without a disk, for tests of use cases."""

    def __init__(self) -> None:
        self.kept: dict[Key, R] = {}

    def newest(self, client_ids: Iterable[str]) -> Mapping[str, int]:
        wanted = set(client_ids)
        found: dict[str, int] = {}
        for client_id, revision in self.kept:
            if client_id in wanted:
                found[client_id] = max(revision, found.get(client_id, 0))
        return found

    def add(self, values: Sequence[R]) -> Sequence[R]:
        kept = self.newest([value.client_id for value in values])
        fresh = [value for value in values if value.revision > kept.get(value.client_id, 0)]
        self.kept.update({key_of(value): value for value in fresh})
        return fresh

    def replace(self, values: Sequence[R]) -> None:
        replaced = {value.client_id for value in values}
        left = {key: value for key, value in self.kept.items() if key[0] not in replaced}
        self.kept = left | {key_of(value): value for value in values}

    def of(self, keys: Iterable[Key]) -> Mapping[Key, R]:
        return {key: self.kept[key] for key in keys if key in self.kept}

    def forget_before(self, keys: Iterable[Key]) -> None:
        newest = dict(keys)
        self.kept = {key: value for key, value in self.kept.items() if key[1] >= newest.get(key[0], 0)}
