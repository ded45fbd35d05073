"""Finds one client of the user's own provider."""

from dataclasses import dataclass

from services.notifications.application.client.views import NotKnown
from services.notifications.application.notices.ports import NoticeWork
from services.notifications.application.notices.views import own_agb
from services.notifications.domain.notices.provider_client import ProviderClient
from shared.access import Role, Scope, User, allowed


@dataclass(frozen=True, slots=True)
class FindProviderClient:
    user: User
    client_id: str


@allowed(Role.PROVIDER, scope=Scope.OWN)
def find_provider_client(work: NoticeWork, command: FindProviderClient) -> ProviderClient:
    """Raises Forbidden for a provider without an AGB code, and NotKnown for a client who is not its own: whether we
    know somebody is nobody else's business."""
    client = work.queries.provider_client(own_agb(command.user), command.client_id)
    if client is None:
        raise NotKnown("Deze cliënt staat niet op uw lijst.")
    return client
