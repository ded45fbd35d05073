"""Which use case handles which event."""

from collections.abc import Callable, Mapping, Sequence

from services.billing.application.ports import Announce, Stores
from services.billing.application.receive_facts import receive_facts
from services.billing.application.receive_rights import receive_rights
from services.billing.entrypoints.events import client_facts, client_rights
from shared.events.envelope import Event, event_type
from shared.law.book import LawBook
from shared.messaging.unit import Unit
from shared.messaging.worker import Handler
from shared.transport.topics import TOPICS

SUBSCRIPTIONS = (TOPICS["intake"], TOPICS["migration"])
CLIENT_TRANSFERRED = event_type("intake", "client-transferred")
RIGHT_DETERMINED = event_type("migration", "right-determined")


def handlers(stores_on: Callable[[Unit], Stores], book: LawBook) -> Mapping[str, Handler]:
    def transferred(unit: Unit, events: Sequence[Event]) -> None:
        receive_facts(stores_on(unit), book, [client_facts(event) for event in events], _announcing(unit, events))

    def determined(unit: Unit, events: Sequence[Event]) -> None:
        receive_rights(stores_on(unit), book, [client_rights(event) for event in events], _announcing(unit, events))

    return {CLIENT_TRANSFERRED: transferred, RIGHT_DETERMINED: determined}


def _announcing(unit: Unit, events: Sequence[Event]) -> Announce:
    """What is announced about a client is caused by the event of that client."""
    causes = {event.subject: event for event in events}

    def announce(name: str, client: str, data: Mapping[str, object]) -> None:
        unit.record(name, client, data, cause=causes[client])

    return announce
