"""Which moments the households of a week could get, as the planner of today gives them. Makes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.migration.application.planning.find_soonest import find_soonest
from services.migration.application.planning.ports import AppointmentWork
from services.migration.application.planning.read_room import ReadRoom, read_room
from services.migration.domain.planning.appointments import Household
from services.migration.domain.planning.caseworkers import PlaceKind
from services.migration.domain.planning.earliest import Placed, Request
from services.migration.domain.planning.slots import Asked
from shared.access import system
from shared.calendar.days import CalendarError, monday_of
from shared.messaging.failures import Refused

REST_OF_WEEK = timedelta(days=6)
CATCHING_UP = timedelta(weeks=4)
"""When the planned week is over, or nearly, the weeks from the first possible day on take its place."""


@dataclass(frozen=True, slots=True)
class PlaceHouseholds:
    """Of a municipality, planned for the week of `monday`, in the order of who comes first."""

    municipality: str
    monday: date
    place: PlaceKind
    households: Sequence[Household]


@system
def place_households(work: AppointmentWork, asked: PlaceHouseholds) -> Sequence[Placed]:
    """One answer per household, in order. Nobody gets a moment that is too late for the law, unless the plan was so
    already. Raises Refused for days that the calendar does not know."""
    if not asked.households:
        return []
    requests = _requests(work, asked)
    first = min(each.asked.first for each in requests)
    last = max(each.asked.last for each in requests)
    try:
        return work.planner.place(requests, read_room(work, ReadRoom(asked.municipality, first, last)))
    except CalendarError as unknown:
        raise Refused(str(unknown)) from unknown


def _requests(work: AppointmentWork, asked: PlaceHouseholds) -> list[Request]:
    monday = monday_of(asked.monday)
    first = max(monday, find_soonest(work, asked.municipality))
    last = monday + REST_OF_WEEK if first <= monday + REST_OF_WEEK else first + CATCHING_UP
    return [
        Request(
            each.id,
            Asked(
                first=first,
                last=last if each.late else min(last, each.latest_start),
                people=len(each.attendees),
                place=asked.place,
            ),
        )
        for each in asked.households
    ]
