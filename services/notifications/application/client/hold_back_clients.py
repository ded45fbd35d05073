"""Keeps that all rows about a client are held back."""

from collections.abc import Sequence

from services.notifications.application.client.ports import ClientWork
from services.notifications.domain.client.recipient import HeldBack
from shared.access import system
from shared.messaging.failures import Unworkable


@system
def hold_back_clients(work: ClientWork, held_back: Sequence[HeldBack]) -> None:
    """It holds for every revision of the client that is here, also for one that is not complete yet, and ends with the
    next revision. Raises Unworkable for a client whom we do not know: intake first says who a client is."""
    known = work.recipients.newest([client.client_id for client in held_back])
    if strangers := sorted({client.client_id for client in held_back} - known.keys()):
        raise Unworkable(f"Nog nooit overgedragen, en toch vastgehouden: {', '.join(strangers)}.")
    work.recipients.hold_back(held_back)
