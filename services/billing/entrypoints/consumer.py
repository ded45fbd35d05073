"""Which use cases handle which event.

Facts and rights of a revision come from two topics. The column `client` says which revisions are complete, and they are
handed here to each column that assesses, in the transaction of the message: the columns need not know each other for
it, and another one that assesses is one more line.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from services.billing.adapters.events import client_facts, client_rights
from services.billing.application.client.ports import Work as ClientWork
from services.billing.application.client.receive_facts import receive_facts
from services.billing.application.client.receive_rights import receive_rights
from services.billing.application.contribution.assess_regimes import assess_regimes
from services.billing.application.contribution.ports import Work as ContributionWork
from services.billing.application.pgb.grant_budgets import grant_budgets
from services.billing.application.pgb.ports import Work as PgbWork
from services.billing.domain.client.revisions import ClientFacts, ClientRevision, ClientRights
from shared.events.envelope import Event, event_type
from shared.messaging.unit import Unit
from shared.messaging.work import decoded
from shared.messaging.worker import Handler
from shared.transport.topics import TOPICS

SUBSCRIPTIONS = (TOPICS["intake"], TOPICS["migration"])
CLIENT_TRANSFERRED = event_type("intake", "client-transferred")
RIGHT_DETERMINED = event_type("migration", "right-determined")


class Work(ClientWork, ContributionWork, PgbWork, Protocol):
    """What handling a message needs of all columns together."""

    def record(self, event: object) -> None: ...


def handlers(work_on: Callable[[Unit, Sequence[Event]], Work]) -> Mapping[str, Handler]:
    """`work_on` gives the work of a batch of messages, in the transaction that the worker opened for it."""

    def transferred(unit: Unit, events: Sequence[Event]) -> None:
        take_facts(work_on(unit, events), decoded(events, client_facts))

    def determined(unit: Unit, events: Sequence[Event]) -> None:
        take_rights(work_on(unit, events), decoded(events, client_rights))

    return {CLIENT_TRANSFERRED: transferred, RIGHT_DETERMINED: determined}


def take_facts(work: Work, facts: Sequence[ClientFacts]) -> None:
    _assess(work, receive_facts(work, facts))


def take_rights(work: Work, rights: Sequence[ClientRights]) -> None:
    _assess(work, receive_rights(work, rights))


def _assess(work: Work, clients: Sequence[ClientRevision]) -> None:
    grant_budgets(work, clients)
    assess_regimes(work, clients)
