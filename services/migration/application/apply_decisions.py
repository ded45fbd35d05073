"""Rebuilding: plans depend on the day they were made and on who was there, so they come from our own log."""

from collections.abc import Sequence

from services.migration.application.ports import Booking, Stores
from shared.access import system


@system
def apply_decisions(bookings: Sequence[Booking], stores: Stores) -> None:
    """Each client at most once in `bookings`. A plan of an earlier revision was given up since and is left out."""
    known = stores.clients.known([booking.plan.client_id for booking in bookings])
    stores.plans.save(
        [
            booking
            for booking in bookings
            if booking.plan.client_id in known and known[booking.plan.client_id].revision == booking.revision
        ]
    )
