"""One delivery with its totals."""

from dataclasses import dataclass

from services.intake.application.delivery.ports import DeliveryWork
from services.intake.application.delivery.views import DeliveryView
from shared.access import STAFF, Role, Scope, User, allowed, check_municipality


@dataclass(frozen=True, slots=True)
class ShowDelivery:
    user: User
    delivery_id: str


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def show_delivery(work: DeliveryWork, command: ShowDelivery) -> DeliveryView:
    """Raises UnknownDelivery, and Forbidden when it is of a municipality that the user does not work for."""
    found = work.queries.delivery(command.delivery_id)
    if found.municipality and not _is_unclaimed_for(work, command.user, found.municipality):
        check_municipality(command.user, found.municipality)
    return found


def _is_unclaimed_for(work: DeliveryWork, user: User, municipality: str) -> bool:
    """Whether we do not work for this municipality, so that the functional manager looks after its deliveries."""
    return not work.region.serves(municipality) and user.role is Role.FUNCTIONAL_MANAGER
