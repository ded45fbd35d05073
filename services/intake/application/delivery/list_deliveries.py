"""The deliveries that a user may see."""

from dataclasses import dataclass, field

from services.intake.application.delivery.ports import DeliveryWork
from services.intake.application.delivery.views import DeliveryFilter, DeliveryList, Seen
from shared.access import STAFF, Scope, User, allowed, check_municipality


@dataclass(frozen=True, slots=True)
class ListDeliveries:
    user: User
    wanted: DeliveryFilter = field(default_factory=DeliveryFilter)


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def list_deliveries(work: DeliveryWork, command: ListDeliveries) -> DeliveryList:
    """Of the user's municipalities; all of them, the latest first, when nothing else is wanted. Raises Forbidden for a
    municipality that is not the user's."""
    if command.wanted.municipality:
        check_municipality(command.user, command.wanted.municipality)
    queries, seen, wanted = work.queries, Seen.by(command.user, work.region.codes), command.wanted
    return DeliveryList(
        queries.deliveries(seen, wanted), queries.count_deliveries(seen, wanted), queries.deliveries_per_state(seen)
    )
