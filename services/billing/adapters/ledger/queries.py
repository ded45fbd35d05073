"""What stands in the journal, for the screens of other columns."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, func, select

from services.billing.adapters.ledger.tables import journal_entry, posting
from services.billing.domain.ledger.journal import Account, Booking, JournalEntry, Posting


def bookings_of(connection: Connection, client_id: str) -> list[Booking]:
    joined = select(journal_entry, posting.c.account, posting.c.amount_cents).join_from(journal_entry, posting)
    columns = journal_entry.c
    # Of one revision, "Intrekking" in the old municipality stands before "Toekenning" in the new one.
    order = (columns.revision, columns.booked_on, columns.description, columns.id, posting.c.account)
    rows = connection.execute(joined.where(columns.client_id == client_id).order_by(*order)).mappings()
    return [_booking_of(list(group)) for _, group in groupby(rows, key=lambda row: str(row["id"]))]


def sum_of(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Zero for no rows. On PostgreSQL a sum of bigints comes back as a Decimal."""
    return func.coalesce(func.sum(column), 0)


def _booking_of(rows: Sequence[RowMapping]) -> Booking:
    first = rows[0]
    postings = tuple(Posting(Account(row["account"]), row["amount_cents"]) for row in rows)
    entry = JournalEntry(first["booked_on"], first["reference"], first["description"], postings)
    return Booking(first["id"], first["client_id"], first["revision"], first["municipality"], entry)
