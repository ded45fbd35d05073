"""Keeps what each provider can be told of clients now: from their rights that end and the route of their
reassessment."""

from collections.abc import Sequence

from services.notifications.application.notices.ports import NoticeWork
from services.notifications.domain.client.recipient import ClientError
from services.notifications.domain.notices.course import course_of
from services.notifications.domain.notices.provider_client import ProviderClient, provider_clients
from shared.access import system
from shared.messaging.failures import Unworkable


@system
def keep_provider_clients(work: NoticeWork, client_ids: Sequence[str]) -> None:
    """It follows from what is kept now, so every order of messages comes to the same. Raises Unworkable."""
    rights, facts = work.ending_rights.of(client_ids), work.route_facts.of(client_ids)
    found: list[ProviderClient] = []
    try:
        for client_id in client_ids:
            course = course_of(facts.get(client_id, ()))
            found.extend(provider_clients(client_id, rights.get(client_id, ()), course))
    except ClientError as error:
        raise Unworkable(str(error)) from error
    work.provider_clients.replace(client_ids, found)
