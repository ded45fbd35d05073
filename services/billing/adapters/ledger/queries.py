"""What stands in the journal, for the screens of other columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, case, func, select

from services.billing.adapters.ledger.tables import journal_entry, posting
from services.billing.domain.ledger.journal import Account, JournalEntry, Posting


@dataclass(frozen=True, slots=True)
class JournalTotals:
    """Cents: all debit and all credit, both positive, and the balance of the budget account."""

    debit: int
    credit: int
    booked_gross: int


def entries_of(connection: Connection, client_id: str) -> list[JournalEntry]:
    joined = select(journal_entry, posting.c.account, posting.c.amount_cents).join_from(journal_entry, posting)
    columns = journal_entry.c
    # Of one revision, "Intrekking" in the old municipality stands before "Toekenning" in the new one.
    order = (columns.revision, columns.description, columns.id, posting.c.account)
    rows = connection.execute(joined.where(columns.client_id == client_id).order_by(*order)).mappings()
    return [_entry_of(list(group)) for _, group in groupby(rows, key=lambda row: str(row["id"]))]


def journal_totals(connection: Connection, entries: ColumnElement[bool]) -> JournalTotals:
    """Over the entries that the condition lets pass."""
    amount = posting.c.amount_cents
    on_budget = posting.c.account == Account.BUDGET.value
    sums = (
        sum_of(case((amount > 0, amount), else_=0)),
        sum_of(case((amount < 0, -amount), else_=0)),
        sum_of(case((on_budget, amount), else_=0)),
    )
    found = connection.execute(select(*sums).join_from(posting, journal_entry).where(entries)).one()
    return JournalTotals(*(int(cents) for cents in found))


def sum_of(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Zero for no rows. On PostgreSQL a sum of bigints comes back as a Decimal."""
    return func.coalesce(func.sum(column), 0)


def _entry_of(rows: Sequence[RowMapping]) -> JournalEntry:
    first = rows[0]
    postings = tuple(Posting(Account(row["account"]), row["amount_cents"]) for row in rows)
    return JournalEntry(first["booked_on"], first["reference"], first["description"], postings)
