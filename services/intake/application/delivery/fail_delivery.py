"""A delivery on which the program itself fails is set aside, so that it holds up no other one."""

from dataclasses import dataclass

import structlog

from services.intake.application.delivery.ports import DeliveryWorks, Overtaken
from services.intake.domain.delivery.deliveries import Delivery, Registered, failed
from shared.access import system
from shared.impersonal import kind_and_place

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class FailDelivery:
    """`delivery` as it stood before the step that failed."""

    delivery: Delivery
    error: Exception


@system
def fail_delivery(works: DeliveryWorks, command: FailDelivery) -> Registered:
    """The delivery as it stands now: failed, with kind and place of the error, and as far as it came. Takes `works`,
    because the transaction in which it failed was rolled back."""
    log.warning("delivery failed", service="intake", exc_info=command.error)
    delivery = command.delivery
    try:
        with works.begin_for(delivery) as work:
            after = failed(delivery, kind_and_place(command.error))
            work.deliveries.advance(delivery, after)
            return after
    except Overtaken:
        with works.read() as work:
            return work.deliveries.find(delivery.id)
