"""Which use cases handle which event.

Facts and rights of a revision come from two topics. The column `client` says which revisions are complete, and they are
handed here to each column that assesses, in the transaction of the message: the columns need not know each other for
it, and another one that assesses is one more line.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from services.billing.adapters.client.events import client_facts, client_rights, decision_made, right_ended, step_taken
from services.billing.adapters.database import access_grant
from services.billing.application.client.ports import Turns
from services.billing.application.client.ports import Work as ClientWork
from services.billing.application.client.receive_facts import receive_facts
from services.billing.application.client.receive_rights import receive_rights
from services.billing.application.client.receive_route_facts import receive_route_facts
from services.billing.application.contribution.assess_regimes import assess_regimes
from services.billing.application.contribution.ports import Work as ContributionWork
from services.billing.application.pgb.erase_clients import erase_clients
from services.billing.application.pgb.grant_budgets import grant_budgets
from services.billing.application.pgb.ports import ErasingWork
from services.billing.application.pgb.ports import Work as PgbWork
from services.billing.domain.client.revisions import ClientFacts, ClientRights
from services.billing.domain.client.route import RouteFact
from shared.events.envelope import Event, event_type
from shared.granted import grant_handlers
from shared.messaging.unit import Unit
from shared.messaging.work import decoded
from shared.messaging.worker import Handler
from shared.transport.topics import TOPICS

SUBSCRIPTIONS = (TOPICS["intake"], TOPICS["migration"])
CLIENT_FORGOTTEN = event_type("intake", "client-forgotten")
CLIENT_TRANSFERRED = event_type("intake", "client-transferred")
RIGHT_DETERMINED = event_type("migration", "right-determined")
DECISION_MADE = event_type("migration", "decision-made")
STEP_TAKEN = event_type("migration", "step-taken")
RIGHT_ENDED = event_type("migration", "right-ended")


class Work(ClientWork, ContributionWork, PgbWork, ErasingWork, Protocol):
    """What handling a message needs of all columns together."""

    def record(self, event: object) -> None: ...


def handlers(work_on: Callable[[Unit, Sequence[Event]], Work]) -> Mapping[str, Handler]:
    """`work_on` gives the work of a batch of messages, in the transaction that the worker opened for it."""

    def transferred(unit: Unit, events: Sequence[Event]) -> None:
        take_facts(work_on(unit, events), decoded(events, client_facts))

    def determined(unit: Unit, events: Sequence[Event]) -> None:
        take_rights(work_on(unit, events), decoded(events, client_rights))

    def route(decode: Callable[[Event], RouteFact | None]) -> Handler:
        def told(unit: Unit, events: Sequence[Event]) -> None:
            facts = zip((event.subject for event in events), decoded(events, decode), strict=True)
            take_route_facts(work_on(unit, events), {client: fact for client, fact in facts if fact is not None})

        return told

    def forgotten(unit: Unit, events: Sequence[Event]) -> None:
        erase_clients(work_on(unit, events), [event.subject for event in events])

    return {
        CLIENT_FORGOTTEN: forgotten,
        CLIENT_TRANSFERRED: transferred,
        RIGHT_DETERMINED: determined,
        DECISION_MADE: route(decision_made),
        STEP_TAKEN: route(step_taken),
        RIGHT_ENDED: route(right_ended),
        **grant_handlers(access_grant),
    }


def take_facts(work: Work, facts: Sequence[ClientFacts]) -> None:
    _assess(work, receive_facts(work, facts))


def take_rights(work: Work, rights: Sequence[ClientRights]) -> None:
    _assess(work, receive_rights(work, rights))


def take_route_facts(work: Work, facts: Mapping[str, RouteFact]) -> None:
    """One fact per client."""
    if facts:
        _assess(work, receive_route_facts(work, facts))


def _assess(work: Work, turns: Turns) -> None:
    for clients in turns:
        grant_budgets(work, clients)
        assess_regimes(work, clients)
