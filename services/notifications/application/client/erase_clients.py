"""Erases clients whom intake forgot: all that is known of them, their letters, and what they and their providers
answered."""

from collections.abc import Sequence

from services.notifications.application.client.ports import ErasingWork
from shared.access import system


@system
def erase_clients(work: ErasingWork, client_ids: Sequence[str]) -> None:
    """Mailings and print runs go on counting the letters that were in them."""
    work.looks.forget_reasons(client_ids)
    work.erasure.erase(client_ids)
