"""Makes the appointments of a planned week: for all its households at once, in order of legal date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.migration.application.planning.list_waiting_households import (
    ListWaitingHouseholds,
    list_waiting_households,
)
from services.migration.application.planning.make_appointment import MakeAppointment, make_appointment
from services.migration.application.planning.place_households import PlaceHouseholds, place_households
from services.migration.application.planning.ports import AppointmentWork
from services.migration.application.planning.views import LETTER_WAITS, PLANNERS, Left, WeekPlanned
from services.migration.domain.planning.appointments import Appointment, Household
from services.migration.domain.planning.caseworkers import PlaceKind
from shared.access import Scope, User, allowed, check_municipality
from shared.calendar.days import monday_of


@dataclass(frozen=True, slots=True)
class PlanWeek:
    """`monday` of the week that they are planned for."""

    user: User
    municipality: str
    monday: date
    place: PlaceKind = PlaceKind.HOME


@allowed(*PLANNERS, scope=Scope.MUNICIPALITY)
def plan_week(work: AppointmentWork, command: PlanWeek) -> WeekPlanned:
    """Who did not fit is left, with why, and so is who would get no letter about it; nobody gets a moment that is too
    late for the law, unless the plan was so already. Raises Forbidden, and Refused for days that the calendar does not
    know."""
    check_municipality(command.user, command.municipality)
    work.lock([command.municipality])
    found = list_waiting_households(work, ListWaitingHouseholds(command.municipality, monday_of(command.monday)))
    waiting, left = _apart(work, found)
    placed = place_households(work, PlaceHouseholds(command.municipality, command.monday, command.place, waiting))
    made: list[Appointment] = []
    for household, place in zip(waiting, placed, strict=True):
        if place.slot is None:
            left.append(Left(household, place.why))
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
            only=frozenset(household.client_ids),
        )
        made.append(make_appointment(work, wanted))
    return WeekPlanned(made, left)


def _apart(work: AppointmentWork, found: Sequence[Household]) -> tuple[list[Household], list[Left]]:
    """Who gets an appointment, and of whom intake holds data back: somebody makes theirs by hand, and calls."""
    held = work.held_back([one for each in found for one in each.client_ids])
    left = [
        Left(each.without(set(each.client_ids) - held), LETTER_WAITS) for each in found if held & {*each.client_ids}
    ]
    rest = (each.without(held) for each in found)
    return [each for each in rest if each.attendees], left
