"""The clients of a provider and what is next for each: the provider sees its own, our staff those of their
municipalities."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.notifications.application.notices.ports import NoticeWork
from services.notifications.application.notices.views import ClientFilter, ClientsPage, ShownClient, own_agb
from services.notifications.domain.notices.provider_client import ProviderClient
from services.notifications.domain.notices.wording import what_is_next
from shared.access import STAFF, Role, Scope, User, allowed
from shared.looks.purpose import listing

READ_CLIENTS = listing("provider-clients", "Lijst van cliënten van een aanbieder bekeken")


@dataclass(frozen=True, slots=True)
class ListProviderClients:
    """Whatever `wanted` says of providers and municipalities, nobody sees more than is theirs."""

    user: User
    wanted: ClientFilter


@allowed(*STAFF, Role.PROVIDER, scope=Scope.OWN)
def list_provider_clients(work: NoticeWork, command: ListProviderClients) -> ClientsPage:
    """Every client on the page stands in the read log. Raises Forbidden for a provider without an AGB code."""
    user, wanted = command.user, command.wanted
    if user.role is Role.PROVIDER:
        wanted = replace(wanted, agb=own_agb(user), own=True)
    else:
        wanted = replace(wanted, own=False, municipalities=user.municipalities)
    found = [each.on(work.today) for each in _coming_first(work, wanted)]
    ids = sorted({each.client_id for each in found})
    people = work.queries.people(ids)
    answers = work.queries.last_answers(wanted.agb, ids)
    work.read_log.write(user, ids, READ_CLIENTS)
    shown = [
        ShownClient(
            each,
            people[each.client_id].initials,
            what_is_next(each, work.today),
            answers.get((each.provider.agb, each.client_id)),
        )
        for each in found
    ]
    return ClientsPage(shown, work.queries.count_provider_clients(wanted))


def _coming_first(work: NoticeWork, wanted: ClientFilter) -> Sequence[ProviderClient]:
    """By the day of what happens next, the soonest first or last; then care that goes on without an end, and then what
    is over, the last first."""
    if wanted.order != "next":
        return work.queries.provider_clients(wanted)
    today, found, skip = work.today, list[ProviderClient](), wanted.offset
    lists = (
        {"coming_from": today},
        {"lasting_on": today, "order": "number", "descending": False},
        {"past_before": today, "descending": True},
    )
    for part in lists:
        left = None if wanted.limit is None else wanted.limit - len(found)
        if left == 0:
            break
        asked = replace(wanted, **part, offset=skip, limit=left)
        found += work.queries.provider_clients(asked)
        skip = 0 if found else max(0, skip - work.queries.count_provider_clients(asked))
    return found
