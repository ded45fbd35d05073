"""What the log tells of intake's own past, held against a database that was put back from an older copy.

Others have what came after the copy was made, under the revisions of then. Was anything else taken in first, it would
carry those revisions anew, and others would take it for what they know. So until all of it is here again the worker
refuses to go on, and only the next of those deliveries is taken in: by itself when its file is here, and otherwise when
somebody delivers it again.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from services.intake.adapters.access.events import granted_from, withdrawn_from
from services.intake.adapters.database import messaging
from services.intake.adapters.delivery.stores import DeliveryTable
from services.intake.application.access.restore_grants import Told
from services.intake.application.delivery.record_delivery import Awaited
from services.intake.domain.delivery.deliveries import DeliveryState, Registered, is_waiting
from shared.events.envelope import Event, event_type
from shared.granted import GRANTED, WITHDRAWN
from shared.messaging.failures import DatabaseBehind
from shared.messaging.forgetting import forgotten_among
from shared.messaging.places import Places
from shared.messaging.rebuild import whole_log
from shared.messaging.unit import Database
from shared.transport.contract import Transport
from shared.transport.topics import TOPICS

SERVICE = "intake"
CHECKED, FORGOTTEN = event_type(SERVICE, "delivery-checked"), event_type(SERVICE, "client-forgotten")
READ_ACCESS = {GRANTED: granted_from, WITHDRAWN: withdrawn_from}


@dataclass(frozen=True, slots=True)
class OwnLog:
    """Every method raises TransportUnavailable."""

    database: Database
    transport: Transport

    def knows_clients(self) -> bool:
        return any(event.type not in READ_ACCESS for event in self._events())

    def access(self) -> Sequence[Told]:
        """Who was granted what, and from whom it was withdrawn."""
        return [READ_ACCESS[event.type](event) for event in self._events() if event.type in READ_ACCESS]

    def not_forgotten_here(self) -> Sequence[str]:
        """The ids of clients whom the log calls forgotten, and the database does not."""
        gone = {event.subject for event in self._events() if event.type == FORGOTTEN}
        with self.database.reading() as connection:
            return sorted(gone - forgotten_among(connection, messaging, gone))

    def awaited(self) -> Sequence[Awaited]:
        """The deliveries that were taken in after the copy was made and are not again, in their order."""
        return self._not_here() if self._may_be_older() else ()

    def go_on_or_refuse(
        self, take_in: Callable[[Sequence[Awaited]], Sequence[Awaited]], mend: Callable[[], None]
    ) -> None:
        """Raises DatabaseBehind as long as something is awaited, and lets everybody know it by the health of the
        service. `mend` comes first, for what it mends cannot wait; `take_in` does what it can of what is awaited, and
        returns the rest."""
        if not self._may_be_older():
            return
        mend()
        places = Places(self.database)
        if awaited := self._not_here():
            places.mark_behind()
        if left := take_in(awaited):
            raise DatabaseBehind(
                "intake",
                f"the database is an older copy, without {len(left)} deliveries that others know. Mend it with: "
                "zachtelanding rebuild intake, which names them, and deliver them again in that order",
            )
        places.mark_mended()

    def _may_be_older(self) -> bool:
        """Without reading the whole log, which takes long."""
        places = Places(self.database)
        return places.is_marked_behind() or places.is_before_own_log(self.transport)

    def _not_here(self) -> Sequence[Awaited]:
        checked = sorted((event for event in self._events() if event.type == CHECKED), key=lambda event: event.sequence)
        with self.database.reading() as connection:
            here = {each.id: each for each in DeliveryTable(connection).in_order()}
        # What is being rebuilt was taken in before, and in the order of arrival.
        again = [(each.id, each.manifest.reference) for each in here.values() if is_waiting(each) and each.silent]
        told = {event.subject: event.data["reference"] for event in checked}
        left = {**dict(again), **{id_: name for id_, name in told.items() if not _is_taken_in(here.get(id_))}}
        return [Awaited(id_, reference, is_waiting(here.get(id_))) for id_, reference in left.items()]

    def _events(self) -> Iterator[Event]:
        """Of the own topic, in order per subject."""
        return (event for batch in whole_log(self.transport, SERVICE, [TOPICS[SERVICE]]) for event in batch)


def _is_taken_in(registered: Registered | None) -> bool:
    return registered is not None and registered.state is DeliveryState.CHECKED
