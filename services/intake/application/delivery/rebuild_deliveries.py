"""Everything this service knows, again, from the archived files. Nothing is recorded a second time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.intake.application.delivery.ports import DeliveryWorks, Progress, no_progress
from services.intake.application.delivery.process_delivery import ProcessDelivery, process_delivery
from services.intake.application.delivery.read_delivery import read_delivery
from services.intake.application.delivery.record_delivery import ARRIVALS, Awaited, OutOfTurn
from services.intake.domain.delivery.deliveries import (
    Delivery,
    DeliveryState,
    RefusedDelivery,
    Registered,
    begun_again,
    is_waiting,
)
from shared.access import system
from shared.messaging.failures import PassingFault, Refused


@dataclass(frozen=True, slots=True)
class RebuildDeliveries:
    """`awaited`: as in `register_delivery`."""

    progress: Progress = no_progress
    awaited: Sequence[Awaited] = ()


@system
def rebuild_deliveries(works: DeliveryWorks, command: RebuildDeliveries) -> None:
    """When it is stopped halfway, the worker goes on, also silently.

    What was not recorded yet is taken in first, in the ordinary way, so that no client stays unknown to the others.
    Raises PassingFault when a delivery came in the meantime, and Refused when one failed, before this or by it: nobody
    would hear of the clients behind the place where it stopped; and when what waits here comes after what is awaited.
    Takes `works`, because deliveries are taken in step by step.
    """
    while unfinished := _unfinished(works):
        if command.awaited:
            raise OutOfTurn(command.awaited)
        for delivery in unfinished:
            process_delivery(works, ProcessDelivery(delivery.id, command.progress))
    again = [process_delivery(works, ProcessDelivery(id_, command.progress)) for id_ in _start_again(works)]
    _refuse_failed([each for each in again if isinstance(each, Delivery)])


def _unfinished(works: DeliveryWorks) -> list[Delivery]:
    with works.read() as work:
        return [delivery for delivery in work.deliveries.in_order() if is_waiting(delivery) and not delivery.silent]


def _start_again(works: DeliveryWorks) -> list[str]:
    """In one transaction: forgets all, and registers the archived files in the order in which they came."""
    with works.begin() as work:
        work.lock({ARRIVALS})
        known = work.deliveries.in_order()
        if any(is_waiting(delivery) and not delivery.silent for delivery in known):
            raise PassingFault("a delivery came in while the rebuild began; start it again")
        _refuse_failed([each for each in known if isinstance(each, Delivery) and not each.silent])
        work.deliveries.wipe()
        work.persons.wipe()
        work.held_back.wipe()
        again = [_silent(works, registered) for registered in known]
        for registered in again:
            work.deliveries.add(registered)
    return [registered.id for registered in again]


def _refuse_failed(deliveries: Sequence[Delivery]) -> None:
    failed = [each.manifest.reference for each in deliveries if each.state is DeliveryState.FAILED]
    if failed:
        raise Refused(
            f"mislukt is: {', '.join(failed)}. Laat het programma herstellen, probeer die aanlevering opnieuw (op haar "
            "pagina, of met zachtelanding deliver), en bouw dan opnieuw op"
        )


def _silent(works: DeliveryWorks, old: Registered) -> Registered:
    """What was refused stays so, also when it could be taken in by now: nobody would hear of its clients."""
    if isinstance(old, RefusedDelivery):
        return replace(old, silent=True)
    again = begun_again(old, read_delivery(works, old.files))
    return replace(again, traceparent=old.traceparent, silent=True)
