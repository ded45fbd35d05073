"""Tries a delivery again on which the program failed."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.intake.application.delivery.ports import DeliveryWorks
from services.intake.application.delivery.record_delivery import Awaited, RecordDelivery, record_delivery
from services.intake.application.delivery.show_delivery import ShowDelivery, show_delivery
from services.intake.domain.delivery.deliveries import DeliveryState
from shared.access import Role, Scope, User, allowed


@dataclass(frozen=True, slots=True)
class RetryDelivery:
    user: User
    delivery_id: str
    awaited: Sequence[Awaited] = ()


@allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
def retry_delivery(works: DeliveryWorks, command: RetryDelivery) -> str:
    """The id under which the delivery stands now: a file that could not be read before may have another one. The worker
    takes it in from where it stopped. What did not fail, or was tried again already, stays as it is.

    Raises UnknownDelivery and Forbidden as `show_delivery`, and Refused when another delivery comes first.
    Takes `works`, because its file may have to be read.
    """
    with works.read() as work:
        show_delivery(work, ShowDelivery(command.user, command.delivery_id))
        found = work.deliveries.find(command.delivery_id)
    if found.state is not DeliveryState.FAILED:
        return found.id
    return record_delivery(works, RecordDelivery(found.files, command.awaited)).id
