"""The deliveries that a user may see."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.intake.application.delivery.ports import DeliveryWork
from services.intake.application.delivery.views import DeliveryView
from shared.access import STAFF, Role, Scope, User, allowed


@dataclass(frozen=True, slots=True)
class ListDeliveries:
    user: User


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def list_deliveries(work: DeliveryWork, command: ListDeliveries) -> Sequence[DeliveryView]:
    """Of the user's municipalities. A delivery for a municipality that we do not serve must not lie unseen: the
    functional manager sees it."""
    user = command.user
    return work.queries.deliveries(user.municipalities, unclaimed=user.role is Role.FUNCTIONAL_MANAGER)
