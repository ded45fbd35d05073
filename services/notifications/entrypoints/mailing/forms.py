"""What the lists of print runs and of a run's letters can be asked in their addresses."""

from services.notifications.application.mailing.views import RunFilter
from services.notifications.entrypoints.paging import PER_PAGE, offset
from shared.municipalities import is_known
from shared.web.lists import Listing, ListState

RUNS = Listing(sorts=("-made", "letters"), filters={"municipality": is_known})
LETTERS_OF_RUN = Listing(sorts=("place",))


def wanted_runs(state: ListState) -> RunFilter:
    return RunFilter(
        municipality=state.filters.get("municipality"),
        order=state.order.column,
        descending=state.order.descending,
        offset=offset(state.page),
        limit=PER_PAGE,
    )
