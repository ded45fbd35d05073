"""Takes in, after an older copy of the database was put back, what others know and is waiting here already."""

from collections.abc import Sequence

from services.intake.application.delivery.ports import DeliveryWorks
from services.intake.application.delivery.process_delivery import ProcessDelivery, process_delivery
from services.intake.application.delivery.record_delivery import Awaited
from services.intake.domain.delivery.deliveries import DeliveryState
from shared.access import system


@system
def take_in_awaited(works: DeliveryWorks, awaited: Sequence[Awaited]) -> Sequence[Awaited]:
    """In the order of `awaited`, up to the first that somebody has to deliver again; returns that one and all behind
    it. Takes `works`, because every step is a transaction of its own."""
    for place, each in enumerate(awaited):
        if not each.waits or process_delivery(works, ProcessDelivery(each.id)).state is not DeliveryState.CHECKED:
            return awaited[place:]
    return ()
