"""Keeps, for every client with a newly complete revision, what a notice to their provider would say now."""

from collections.abc import Sequence

from services.notifications.application.notices.keep_provider_clients import keep_provider_clients
from services.notifications.application.notices.ports import NoticeWork
from services.notifications.domain.client.recipient import ClientError
from services.notifications.domain.client.revision import ClientRevision
from services.notifications.domain.notices.ending_right import EndingRight, ending_rights
from shared.access import system
from shared.messaging.failures import Unworkable


@system
def keep_ending_rights(work: NoticeWork, revisions: Sequence[ClientRevision]) -> None:
    """Raises Unworkable."""
    rights = [right for revision in revisions for right in _of(revision)]
    clients = [revision.client_id for revision in revisions]
    work.ending_rights.replace(clients, rights)
    keep_provider_clients(work, clients)


def _of(revision: ClientRevision) -> Sequence[EndingRight]:
    try:
        return ending_rights(revision)
    except ClientError as error:
        raise Unworkable(str(error)) from error
