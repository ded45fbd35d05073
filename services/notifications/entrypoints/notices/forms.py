"""What the lists of notices and of a notice's lines can be asked in their addresses."""

from services.notifications.application.notices.list_provider_notices import ListProviderNotices
from services.notifications.entrypoints.paging import PER_PAGE, offset
from shared.access import User
from shared.municipalities import is_known
from shared.web.lists import Listing, ListState

NOTICES = Listing(sorts=("-made", "provider", "clients"), filters={"municipality": is_known})
LINES = Listing(sorts=("number",))


def wanted_notices(user: User, state: ListState) -> ListProviderNotices:
    return ListProviderNotices(
        user,
        state.filters.get("municipality"),
        offset(state.page),
        PER_PAGE,
        state.order.column,
        state.order.descending,
    )
