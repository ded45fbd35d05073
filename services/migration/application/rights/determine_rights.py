"""A batch of transferred clients: which right holds until when, recorded per client."""

from collections.abc import Mapping, Sequence

from services.migration.application.rights.ports import Work
from services.migration.application.rights.read_choices import ReadChoices, read_choices
from services.migration.domain.rights.clients import (
    Determination,
    KnownClient,
    NewRevision,
    RightDetermined,
    TransferredClient,
    determine,
    past_of,
)
from services.migration.domain.rights.facts import FactsError
from shared.access import system
from shared.law.book import LawError
from shared.messaging.failures import Unworkable


@system
def determine_rights(work: Work, clients: Sequence[TransferredClient]) -> Sequence[NewRevision]:
    """Every client at most once in `clients`; a revision that is not higher than the known one changes nothing.

    Returns what changed, for those to whom it matters. Raises Unworkable for a client that cannot be assessed.
    """
    known = work.clients.known([client.client_id for client in clients])
    news = [(client, known.get(client.client_id)) for client in clients if _is_news(client, known)]
    revisions = [NewRevision(before, _determined(work, client, before)) for client, before in news]
    work.clients.save([revision.found for revision in revisions])
    for revision in revisions:
        work.record(RightDetermined(revision.found))
    return revisions


def _is_news(client: TransferredClient, known: Mapping[str, KnownClient]) -> bool:
    before = known.get(client.client_id)
    return before is None or client.revision > before.revision


def _determined(work: Work, client: TransferredClient, before: KnownClient | None) -> Determination:
    choices = read_choices(work, ReadChoices(client.municipality, client.delivered_on))
    try:
        return determine(client, past_of(client, before), work.law, choices)
    except FactsError as wrong:
        raise Unworkable(str(wrong)) from wrong
    except LawError as unknown:
        raise Unworkable(unknown.reason) from unknown
