"""Everything this service knows, again, from the archived files. Nothing is announced a second time."""

from dataclasses import dataclass, replace

from services.intake.application.delivery.ports import Progress, StoresOn, no_progress
from services.intake.application.delivery.process_delivery import ProcessDelivery
from services.intake.application.delivery.register_delivery import ARRIVALS, RegisterDelivery
from services.intake.domain.delivery.deliveries import Delivery, DeliveryState
from shared.access import system
from shared.messaging.failures import PassingFault
from shared.messaging.unit import Database


@dataclass(frozen=True, slots=True)
class Rebuild:
    database: Database
    stores: StoresOn
    register: RegisterDelivery
    process: ProcessDelivery

    @system
    def __call__(self, progress: Progress = no_progress) -> None:
        """When it is stopped halfway, the worker goes on, also silently.

        What was not announced yet is taken in first, in the ordinary way, so that no client stays unannounced.
        """
        while unfinished := self._unfinished():
            for delivery in unfinished:
                self.process(delivery.id, progress)
        for delivery_id in self._start_again():
            self.process(delivery_id, progress)

    def _unfinished(self) -> list[Delivery]:
        with self.database.reading() as connection:
            known = self.stores(connection).deliveries.in_order()
        return [delivery for delivery in known if _is_unfinished(delivery)]

    def _start_again(self) -> list[str]:
        """In one transaction: forget all, and register the archived files in the order in which they came.

        Raises PassingFault when a new delivery came in the meantime.
        """
        with self.database.unit() as unit:
            self.database.lock_subjects(unit.connection, {ARRIVALS})
            deliveries = self.stores(unit.connection).deliveries
            known = deliveries.in_order()
            if any(map(_is_unfinished, known)):
                raise PassingFault("a delivery came in while the rebuild began; start it again")
            deliveries.wipe()
            ids = []
            for old in known:
                fresh = self.register.read(old.file_name, old.sha256, old.manifest_sha256)
                deliveries.add(replace(fresh, traceparent=old.traceparent, silent=True))
                ids.append(fresh.id)
        return ids


def _is_unfinished(delivery: Delivery) -> bool:
    """Still to be announced, as far as it is not; a silent one was announced before an earlier rebuild."""
    return delivery.state is DeliveryState.RECEIVED and not delivery.silent
