"""What the lists of deliveries and of their rows can be asked in an address."""

from services.intake.application.delivery.views import DeliveryFilter
from services.intake.domain.delivery.deliveries import DeliveryState
from shared.municipalities import is_known
from shared.web.lists import Listing, ListState

DELIVERIES = Listing(
    sorts=("-arrival", "created", "reference", "held_back"),
    filters={"municipality": is_known, "state": frozenset(DeliveryState)},
)
ROWS = Listing(sorts=("number",))
PER_PAGE = 50


def wanted_deliveries(state: ListState) -> DeliveryFilter:
    chosen = state.filters.get("state")
    return DeliveryFilter(
        municipality=state.filters.get("municipality"),
        state=DeliveryState(chosen) if chosen else None,
        order=state.order.column,
        descending=state.order.descending,
        offset=offset(state),
        limit=PER_PAGE,
    )


def offset(state: ListState) -> int:
    return (state.page - 1) * PER_PAGE
