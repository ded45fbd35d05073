"""What the list of held-back persons can be asked in an address."""

from uuid import UUID

from services.intake.application.repair.views import HeldBackFilter
from services.intake.entrypoints.repair.words import KNOWN
from shared.municipalities import is_known
from shared.searching import Sought
from shared.web.lists import Listing, ListState

PER_PAGE = 50


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


HELD_BACK = Listing(
    sorts=("name", "born", "since"),
    filters={"municipality": is_known, "state": frozenset(KNOWN), "delivery": _is_uuid},
)


def wanted_persons(state: ListState, sought: Sought | None) -> HeldBackFilter:
    chosen = state.filters.get("state")
    return HeldBackFilter(
        municipality=state.filters.get("municipality"),
        delivery_id=state.filters.get("delivery"),
        known=chosen == "known" if chosen else None,
        sought=sought,
        order=state.order.column,
        descending=state.order.descending,
        offset=(state.page - 1) * PER_PAGE,
        limit=PER_PAGE,
    )
