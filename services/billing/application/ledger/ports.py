"""What a use case that books needs of the world. The adapters give it."""

from collections.abc import Sequence
from typing import Protocol

from services.billing.domain.ledger.journal import Booking


class Journal(Protocol):
    def book(self, bookings: Sequence[Booking]) -> None:
        """Adds entries; an entry that was booked is never changed."""
