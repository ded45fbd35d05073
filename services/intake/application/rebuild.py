"""Everything this service knows, again, from the archived files. Nothing is announced a second time."""

from dataclasses import dataclass, replace

from services.intake.application.ports import Progress, StoresOn, no_progress
from services.intake.application.process_delivery import ProcessDelivery
from services.intake.application.register_delivery import ARRIVALS, RegisterDelivery
from shared.access import system
from shared.messaging.unit import Database


@dataclass(frozen=True, slots=True)
class Rebuild:
    database: Database
    stores: StoresOn
    register: RegisterDelivery
    process: ProcessDelivery

    @system
    def __call__(self, progress: Progress = no_progress) -> int:
        """Returns how many deliveries were rebuilt. When it is stopped halfway, the worker goes on, also silently."""
        ids = self._start_again()
        for delivery_id in ids:
            self.process(delivery_id, progress)
        return len(ids)

    def _start_again(self) -> list[str]:
        """In one transaction: forget all, and register the archived files in the order in which they came."""
        with self.database.unit() as unit:
            self.database.lock_subjects(unit.connection, {ARRIVALS})
            deliveries = self.stores(unit.connection).deliveries
            known = deliveries.in_order()
            deliveries.wipe()
            ids = []
            for old in known:
                fresh = self.register.read(old.file_name, old.sha256, old.manifest_sha256)
                deliveries.add(replace(fresh, traceparent=old.traceparent, silent=True))
                ids.append(fresh.id)
        return ids
