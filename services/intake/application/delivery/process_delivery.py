"""Takes a registered delivery in, step by step, until it is checked."""

from dataclasses import dataclass

from services.intake.application.delivery.advance_delivery import advance_delivery
from services.intake.application.delivery.ports import DeliveryWorks, Progress, no_progress
from services.intake.domain.delivery.deliveries import Delivery, Registered, is_waiting
from shared.access import system


@dataclass(frozen=True, slots=True)
class ProcessDelivery:
    delivery_id: str
    progress: Progress = no_progress


@system
def process_delivery(works: DeliveryWorks, command: ProcessDelivery) -> Registered:
    """The delivery when it is checked; a refused or checked one is returned as it is. Raises UnknownDelivery.

    Takes `works`, because every step is a transaction of its own.
    """
    with works.read() as work:
        delivery = work.deliveries.find(command.delivery_id)
    while is_waiting(delivery):
        delivery = advance_delivery(works, delivery)
        _report(delivery, command.progress)
    return delivery


def _report(delivery: Registered, progress: Progress) -> None:
    if isinstance(delivery, Delivery):
        clients = max(delivery.manifest.totals.clients, delivery.persons)
        progress(delivery.staged.line + delivery.persons, delivery.lines + clients)
