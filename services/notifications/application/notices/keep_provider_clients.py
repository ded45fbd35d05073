"""Keeps what each provider can be told of clients now: from their rights that end and the route of their
reassessment."""

from collections.abc import Sequence

from services.notifications.application.notices.ports import NoticeWork
from services.notifications.domain.client.recipient import ClientError
from services.notifications.domain.notices.provider_client import ProviderClient, provider_clients
from shared.access import system
from shared.messaging.failures import Unworkable


@system
def keep_provider_clients(work: NoticeWork, client_ids: Sequence[str]) -> None:
    """It follows from what is kept now, so every order of messages comes to the same. Raises Unworkable."""
    rights = work.ending_rights.of(client_ids)
    routes = work.queries.client_routes(list(rights))
    found: list[ProviderClient] = []
    try:
        for client_id, ending in rights.items():
            found.extend(provider_clients(client_id, ending, routes[client_id]))
    except ClientError as error:
        raise Unworkable(str(error)) from error
    work.provider_clients.replace(client_ids, found)
