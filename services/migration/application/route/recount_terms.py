"""Counts the open terms to decide again, when the letter that asks something left or came back.

Awb 4:15(1)a and 7:10(2): such a term stands still from the day after the one on which the municipality asked, which it
does by letter. Until that left, the day on which the question was recorded counts.
"""

from dataclasses import dataclass
from datetime import date

from services.migration.application.route.find_counting import FindCounting, find_counting
from services.migration.application.route.find_route import FindRoute, find_route
from services.migration.application.route.ports import Work
from services.migration.application.route.tell_counted_terms import TellCountedTerms, tell_counted_terms
from services.migration.application.route.views import known_terms
from services.migration.domain.deadlines.changes import Why, changes_of
from services.migration.domain.deadlines.open_deadlines import Difference
from services.migration.domain.deadlines.pauses import TermError
from services.migration.domain.route.terms_of_steps import DECIDING
from shared.access import system
from shared.calendar.days import CalendarError


@dataclass(frozen=True, slots=True)
class RecountTerms:
    """`on`: the day on which the letter left or came back."""

    client_id: str
    on: date


@system
def recount_terms(work: Work, command: RecountTerms) -> None:
    """What ends on another day is kept for the list of changes, where somebody sees whom to tell. A term that does not
    fit what was done since, such as a later day that was named (4:14) and now lies before its end, stays as it was and
    is listed with the reason."""
    client = work.route_clients.client(command.client_id)
    route = find_route(work, FindRoute(command.client_id))
    known = known_terms(work.deadlines.of([route.client_id]), route)
    deciding = [one for one in known if one.is_open and one.kind in DECIDING]
    counting = find_counting(work, FindCounting(client, route.number))
    try:
        counted = {one.key: one for one in counting.of_steps(route.standing)}
    except (TermError, CalendarError) as error:
        found = [Difference(one, one, str(error)) for one in deciding]
    else:
        again = ((one, counted[one.key]) for one in deciding if one.key in counted)
        found = [Difference(before, after) for before, after in again if before != after]
    work.deadlines.save([each.after for each in found if not each.fault])
    work.deadlines.note(changes_of(found, command.on, Why.LETTER))
    if any(not each.fault for each in found):
        tell_counted_terms(work, TellCountedTerms([client.client_id], command.on))
