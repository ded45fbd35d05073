"""Closes the open deadlines of a route: what had to be done was done, or nothing has to be done any more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.migration.application.deadlines.ports import KeepingWork
from services.migration.domain.deadlines.open_deadlines import Closing, Deadline, RouteId, close
from services.migration.domain.deadlines.terms import TermKind
from shared.access import system


@dataclass(frozen=True, slots=True)
class CloseDeadlines:
    """`kinds`: which; None for all that are open, when a route ends."""

    of: RouteId
    on: date
    as_: Closing
    kinds: frozenset[TermKind] | None = None


@system
def close_deadlines(work: KeepingWork, asked: CloseDeadlines) -> Sequence[Deadline]:
    """Those that were closed; none when nothing of these kinds was open."""
    there = work.deadlines.of([asked.of.client_id]).get(asked.of.client_id, ())
    closed = [
        close(one, asked.on, asked.as_)
        for one in there
        if one.is_open and one.of.route == asked.of.route and (asked.kinds is None or one.kind in asked.kinds)
    ]
    work.deadlines.save(closed)
    return closed
