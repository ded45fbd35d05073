"""Makes the appointments of a planned week: for all its households at once, in order of legal date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.migration.application.planning.find_soonest import find_soonest
from services.migration.application.planning.list_waiting_households import (
    ListWaitingHouseholds,
    list_waiting_households,
)
from services.migration.application.planning.make_appointment import MakeAppointment, make_appointment
from services.migration.application.planning.ports import AppointmentWork
from services.migration.application.planning.read_room import ReadRoom, read_room
from services.migration.application.planning.views import PLANNERS, Left, WeekPlanned
from services.migration.domain.planning.appointments import Appointment, Household
from services.migration.domain.planning.caseworkers import PlaceKind
from services.migration.domain.planning.earliest import Request
from services.migration.domain.planning.slots import Asked
from shared.access import Scope, User, allowed, check_municipality
from shared.calendar.days import CalendarError, monday_of
from shared.messaging.failures import Refused

PURPOSE = "afspraken maken voor een week"
LAST_OF_WEEK = timedelta(days=6)
CATCHING_UP = timedelta(weeks=4)
"""When the planned week is over, or nearly, the weeks from the first possible day on take its place."""


@dataclass(frozen=True, slots=True)
class PlanWeek:
    """`monday` of the week that they are planned for."""

    user: User
    municipality: str
    monday: date
    place: PlaceKind = PlaceKind.HOME


@allowed(*PLANNERS, scope=Scope.MUNICIPALITY)
def plan_week(work: AppointmentWork, command: PlanWeek) -> WeekPlanned:
    """Who did not fit is left, with why; nobody gets a moment that is too late for the law, unless the plan was so
    already. Raises Forbidden, and Refused for days that the calendar does not know."""
    check_municipality(command.user, command.municipality)
    work.lock([command.municipality])
    waiting = list_waiting_households(work, ListWaitingHouseholds(command.municipality, monday_of(command.monday)))
    ids = [one for each in waiting for one in each.client_ids]
    work.read_log.write(command.user, ids, PURPOSE)
    if not waiting:
        return WeekPlanned([], [])
    names = work.households.names(ids)
    requests = _requests(work, command, waiting)
    span = ReadRoom(
        command.municipality, min(one.asked.first for one in requests), max(one.asked.last for one in requests)
    )
    try:
        placed = work.planner.place(requests, read_room(work, span))
    except CalendarError as unknown:
        raise Refused(str(unknown)) from unknown
    made: list[Appointment] = []
    left: list[Left] = []
    for household, place in zip(waiting, placed, strict=True):
        if place.slot is None:
            left.append(Left(household, [names[each] for each in household.client_ids], place.why))
            continue
        slot = place.slot
        wanted = MakeAppointment(
            user=command.user,
            client_id=household.client_ids[0],
            day=slot.day,
            start=slot.start,
            caseworker_id=slot.caseworker_id,
            place=slot.place,
            accept_late=household.late,
        )
        made.append(make_appointment(work, wanted))
    return WeekPlanned(made, left)


def _requests(work: AppointmentWork, command: PlanWeek, waiting: Sequence[Household]) -> list[Request]:
    soonest = find_soonest(work, command.municipality)
    sunday = monday_of(command.monday) + LAST_OF_WEEK
    first = max(monday_of(command.monday), soonest)
    last = sunday if first <= sunday else first + CATCHING_UP
    return [
        Request(
            each.id,
            Asked(
                first=first,
                last=last if each.late else min(last, each.latest_start),
                people=len(each.attendees),
                place=command.place,
            ),
        )
        for each in waiting
    ]
