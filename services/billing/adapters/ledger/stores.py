"""The journal on its tables."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from services.billing.adapters.ledger.tables import journal_entry, posting
from services.billing.domain.ledger.journal import Booking
from shared.storing import insert_rows


class JournalTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def book(self, bookings: Sequence[Booking]) -> None:
        insert_rows(self._connection, journal_entry, [_entry_columns(booking) for booking in bookings])
        postings = [
            {"entry_id": booking.id, "account": each.account.value, "amount_cents": each.amount_cents}
            for booking in bookings
            for each in booking.entry.postings
        ]
        insert_rows(self._connection, posting, postings)


def _entry_columns(booking: Booking) -> dict[str, Any]:
    return {
        "id": booking.id,
        "client_id": booking.client_id,
        "revision": booking.revision,
        "municipality": booking.municipality,
        "booked_on": booking.entry.booked_on,
        "reference": booking.entry.reference,
        "description": booking.entry.description,
    }
