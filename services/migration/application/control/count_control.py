"""Everybody once: with a next step, finished, or (which should be nobody) without either."""

from collections.abc import Iterable
from datetime import timedelta

from services.migration.application.control.boards import Control, NeverTransferred
from services.migration.application.control.ports import Work
from shared.access import system

REPAIR = "control.weeks-repair"


@system
def count_control(work: Work, municipalities: frozenset[str] | None) -> Control:
    """Over all municipalities for None."""
    counts = work.queries.step_counts(municipalities, work.today)
    late_there = sum(one.persons for one in _late(work, counts.never_transferred))
    return Control(
        counts, late_there, work.late_tellings.count(municipalities), work.kept_promises.count(municipalities)
    )


def _late(work: Work, waiting: Iterable[NeverTransferred]) -> Iterable[NeverTransferred]:
    """Whose rows should have been repaired by now."""
    for one in waiting:
        weeks = work.choice(one.municipality, REPAIR, one.since).number
        if one.since + timedelta(weeks=weeks) < work.today:
            yield one
