"""A turn of the worker: some steps of the delivery that waits longest."""

from services.intake.application.delivery.advance_delivery import advance_delivery
from services.intake.application.delivery.ports import DeliveryWorks
from services.intake.domain.delivery.deliveries import Registered, is_waiting
from shared.access import system

STEPS_PER_TURN = 10


@system
def process_waiting(works: DeliveryWorks) -> int:
    """How many steps were done. Takes `works`, because every step is a transaction of its own."""
    with works.read() as work:
        delivery: Registered | None = work.deliveries.oldest_waiting()
    done = 0
    while delivery is not None and is_waiting(delivery) and done < STEPS_PER_TURN:
        delivery = advance_delivery(works, delivery)
        done += 1
    return done
