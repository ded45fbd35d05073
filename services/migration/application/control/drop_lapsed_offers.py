"""The daily tick takes from the lists that an offer waits for a yes or a no, when the old right is over: then the care
follows it by itself (Wmo 2015 8.3(1))."""

from datetime import date

from services.migration.application.control.ports import Keeping
from services.migration.application.control.refresh_standings import refresh_standings
from services.migration.domain.control.steps import Task
from shared.access import system


@system
def drop_lapsed_offers(work: Keeping, today: date) -> None:
    """A missed day costs nothing."""
    refresh_standings(work, work.standings.with_step(Task.AWAIT_ANSWER, today))
