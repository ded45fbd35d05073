"""Which use case runs at the daily tick."""

from collections.abc import Callable
from datetime import date

from services.migration.adapters.work import Works
from services.migration.application.control.drop_lapsed_offers import drop_lapsed_offers
from services.migration.application.control.refresh_standings import refresh_standings
from services.migration.application.control.tell_accepted_ends import tell_accepted_ends
from services.migration.application.control.tell_ends import TellEnds, tell_ends
from services.migration.application.deadlines.recalculate_deadlines import recalculate_deadlines
from services.migration.application.planning.plan_leftovers import plan_leftovers
from services.migration.application.route.follow_clock import follow_clock
from services.migration.application.route.tell_counted_terms import TellCountedTerms, tell_counted_terms


def tick(works: Works) -> Callable[[date], int]:
    """The day's due work; it returns how much was done."""

    def due(today: date) -> int:
        with works.begin() as work:
            changed = recalculate_deadlines(work, today)
            refresh_standings(work, sorted({change.of.client_id for change in changed}))
            tell_counted_terms(work, TellCountedTerms((change.of.client_id for change in changed), today))
        with works.begin() as work:
            done = plan_leftovers(work, today) + follow_clock(work, today) + tell_accepted_ends(work, today)
            drop_lapsed_offers(work, today)
        return done + _tell_all_ends(works, today)

    return due


def _tell_all_ends(works: Works, today: date) -> int:
    """In batches, each a transaction of its own."""
    told = 0
    while True:
        with works.begin() as work:
            batch = tell_ends(work, TellEnds(today))
        if not batch:
            return told
        told += batch
