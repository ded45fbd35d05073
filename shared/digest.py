"""A digest of a service's business tables, to compare the outcome of two ways of running."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, Table, select


@dataclass(frozen=True, slots=True)
class BusinessTable:
    """A table that counts for the outcome. `leave_out` names columns that may differ: moments, made-up numbers."""

    table: Table
    leave_out: frozenset[str] = field(default_factory=frozenset)


def digest(connection: Connection, tables: Sequence[BusinessTable]) -> str:
    """The same for equal rows in any order: the hashes of all rows are added, table by table."""
    total = hashlib.sha256()
    for business in sorted(tables, key=lambda each: each.table.name):
        columns = [column for column in business.table.columns if column.name not in business.leave_out]
        added = 0
        for row in connection.execution_options(yield_per=2000).execute(select(*columns)):
            text = json.dumps(list(row), default=str, ensure_ascii=False)
            added = (added + int.from_bytes(hashlib.sha256(text.encode()).digest())) % 2**256
        total.update(f"{business.table.name}:{added:064x}\n".encode())
    return total.hexdigest()
