"""Which use case handles which event."""

from collections.abc import Iterable, Mapping, Sequence

from services.migration.adapters.events import (
    CLIENT_TRANSFERRED,
    DELIVERY_CHECKED,
    OWN_PLAN,
    checked_delivery,
    own_plan,
    transferred_client,
)
from services.migration.adapters.work import Work, Works
from services.migration.application.planning.expect_deliveries import expect_deliveries
from services.migration.application.planning.receive_clients import receive_clients
from services.migration.application.planning.restore_plans import restore_plans
from shared.events.envelope import Event
from shared.messaging.unit import Unit
from shared.messaging.work import decoded
from shared.messaging.worker import Handler, in_turns
from shared.transport.topics import TOPICS, Topic

SUBSCRIPTIONS: Sequence[Topic] = (TOPICS["intake"],)


def handlers(works: Works) -> Mapping[str, Handler]:
    def clients(unit: Unit, events: Sequence[Event]) -> None:
        receive_clients(works.on(unit, events), decoded(events, transferred_client))

    def deliveries(unit: Unit, events: Sequence[Event]) -> None:
        expect_deliveries(works.on(unit, events), decoded(events, checked_delivery))

    return {CLIENT_TRANSFERRED: clients, DELIVERY_CHECKED: deliveries}


def restore_own_plans(work: Work, log: Iterable[Sequence[Event]]) -> None:
    """From our own topic, in the order in which the plans were made."""
    for batch in log:
        for events in in_turns(event for event in batch if event.type == OWN_PLAN):
            restore_plans(work, decoded(events, own_plan))
