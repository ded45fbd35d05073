"""Which use case handles which event."""

from collections.abc import Iterable, Mapping, Sequence

from services.migration.application.apply_decisions import apply_decisions
from services.migration.application.determine_rights import determine_rights
from services.migration.application.ports import StoresOn
from services.migration.application.record_check import record_check
from services.migration.domain.announcement import REASSESSMENT_PLANNED
from services.migration.entrypoints.messages import arrival_of, booking_of, check_of
from shared.events.envelope import Event, event_type
from shared.law.book import LawBook
from shared.messaging.unit import Unit
from shared.messaging.worker import Handler, in_turns
from shared.transport.topics import TOPICS, Topic

SUBSCRIPTIONS: Sequence[Topic] = (TOPICS["intake"],)
CLIENT_TRANSFERRED = event_type("intake", "client-transferred")
DELIVERY_CHECKED = event_type("intake", "delivery-checked")
PLANNED = event_type("migration", REASSESSMENT_PLANNED)


def handlers(stores_on: StoresOn, book: LawBook) -> Mapping[str, Handler]:
    def clients(unit: Unit, events: Sequence[Event]) -> None:
        determine_rights(unit, [arrival_of(event) for event in events], stores_on(unit), book)

    def checks(unit: Unit, events: Sequence[Event]) -> None:
        record_check([check_of(event) for event in events], stores_on(unit))

    return {CLIENT_TRANSFERRED: clients, DELIVERY_CHECKED: checks}


def apply_own(unit: Unit, log: Iterable[Sequence[Event]], stores_on: StoresOn) -> None:
    """Our own plans, from our own topic, in the order in which they were made."""
    for batch in log:
        for events in in_turns(event for event in batch if event.type == PLANNED):
            apply_decisions([booking_of(event) for event in events], stores_on(unit))
