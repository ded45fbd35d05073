"""Corrects the day after which a deadline runs, for example the day on which a decision was really sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.migration.application.deadlines.ports import KeepingWork
from services.migration.domain.deadlines.changes import Change, Why, changes_of
from services.migration.domain.deadlines.open_deadlines import Difference, RouteId, recalculate, restart
from services.migration.domain.deadlines.pauses import TermError
from services.migration.domain.deadlines.terms import TermKind
from shared.access import system
from shared.calendar.days import CalendarError
from shared.messaging.failures import Refused


@dataclass(frozen=True, slots=True)
class CorrectDeadline:
    of: RouteId
    kind: TermKind
    number: int
    start: date
    today: date


@system
def correct_deadline(work: KeepingWork, asked: CorrectDeadline) -> Sequence[Change]:
    """Counts it again, and the open deadlines of the route that follow it; what was closed stays. Gives the deadlines
    that end on another day. Raises Refused, with a Dutch text, for a deadline that is not there or closed, and for days
    that do not fit."""
    there = work.deadlines.of([asked.of.client_id]).get(asked.of.client_id, ())
    route = {one.key: one for one in there if one.of.route == asked.of.route}
    key = (asked.of.client_id, asked.of.route, asked.kind, asked.number)
    if key not in route:
        raise Refused("Deze termijn is er niet. Kijk bij de termijnen van de cliënt welke er zijn.")
    try:
        corrected = restart(route[key], asked.start, work.law, work.calendar)
        followed = recalculate(list({**route, key: corrected}.values()), work.law, work.calendar)
    except (TermError, CalendarError) as error:
        raise Refused(str(error)) from error
    differences = [Difference(route[key], corrected), *followed]
    work.deadlines.save([each.after for each in differences])
    changes = changes_of(differences, asked.today, Why.START)
    work.deadlines.note(changes)
    return changes
