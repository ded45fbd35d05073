"""Leaves clients whose rows are all held back out of the notices to providers, until their next complete revision."""

from collections.abc import Sequence

from services.notifications.application.notices.keep_provider_clients import keep_provider_clients
from services.notifications.application.notices.ports import NoticeWork
from services.notifications.domain.client.recipient import HeldBack
from shared.access import system


@system
def drop_ending_rights(work: NoticeWork, held_back: Sequence[HeldBack]) -> None:
    clients = [client.client_id for client in held_back]
    work.ending_rights.replace(clients, [])
    keep_provider_clients(work, clients)
