"""Takes a registered delivery in, step by step. Each step is one transaction and remembers how far it came, so that
a process that is killed goes on where it was, and two processes never do one step twice."""

from dataclasses import dataclass

from services.intake.application.delivery.check_totals import CheckTotals
from services.intake.application.delivery.ports import Overtaken, Progress, StoresOn, no_progress
from services.intake.application.delivery.stage_rows import StageRows
from services.intake.application.delivery.transfer_clients import TransferClients
from services.intake.domain.delivery.deliveries import Delivery, DeliveryState
from shared.access import system
from shared.messaging.unit import Database

STEPS_PER_TURN = 10


@dataclass(frozen=True, slots=True)
class ProcessDelivery:
    database: Database
    stores: StoresOn
    stage_rows: StageRows
    transfer_clients: TransferClients
    check_totals: CheckTotals

    @system
    def __call__(self, delivery_id: str, progress: Progress = no_progress) -> Delivery:
        """Works until the delivery is checked; a refused or checked one is returned as it is. Raises UnknownDelivery.

        `progress` is called after every committed step.
        """
        delivery = self._load(delivery_id)
        while delivery.state is DeliveryState.RECEIVED:
            delivery = self._step(delivery, progress)
        return delivery

    @system
    def waiting(self) -> int:
        """A turn of the worker: some steps of the oldest waiting delivery; returns how many were done."""
        with self.database.reading() as connection:
            waiting = self.stores(connection).deliveries.oldest_waiting()
        done = 0
        for delivery in waiting:
            while delivery.state is DeliveryState.RECEIVED and done < STEPS_PER_TURN:
                delivery = self._step(delivery, no_progress)
                done += 1
        return done

    def _load(self, delivery_id: str) -> Delivery:
        with self.database.reading() as connection:
            return self.stores(connection).deliveries.find(delivery_id)

    def _step(self, delivery: Delivery, progress: Progress) -> Delivery:
        try:
            after = self._do(delivery)
        except Overtaken:
            return self._load(delivery.id)
        _report(after, progress)
        return after

    def _do(self, delivery: Delivery) -> Delivery:
        if delivery.staged.line < delivery.lines:
            return self.stage_rows(delivery)
        after = self.transfer_clients(delivery)
        return after if after != delivery else self.check_totals(delivery)


def _report(delivery: Delivery, progress: Progress) -> None:
    progress(delivery.staged.line + delivery.persons, delivery.lines + max(delivery.manifest.clients, delivery.persons))
