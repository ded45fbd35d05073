"""The last day that is certain of a client's pgb for protected living, when nobody said yet what comes after it."""

from datetime import date

from services.migration.application.route.ports import ReadingDecisions
from services.migration.application.route.views import RouteClient
from services.migration.domain.route.after_pgb import is_known
from services.migration.domain.route.route import Route
from shared.access import system


@system
def find_undecided_pgb(work: ReadingDecisions, client: RouteClient) -> date | None:
    """None for most: a college that has not chosen how to read 8.4(2) has few of them."""
    day = client.pgb_certain_until
    if day is None:
        return None
    return None if any(_is_known(work, each, day) for each in work.routes.earlier(client.client_id)) else day


def _is_known(work: ReadingDecisions, route: Route, day: date) -> bool:
    decision = work.decisions.get(route.decision_id) if route.decision_id is not None else None
    return is_known(route, decision, day)
