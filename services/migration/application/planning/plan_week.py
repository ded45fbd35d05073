"""Makes the appointments of a planned week: for all its households at once, in order of legal date."""

from dataclasses import dataclass
from datetime import date

from services.migration.application.planning.list_waiting_households import (
    ListWaitingHouseholds,
    list_waiting_households,
)
from services.migration.application.planning.make_appointment import MakeAppointment, make_appointment
from services.migration.application.planning.place_households import PlaceHouseholds, place_households
from services.migration.application.planning.ports import AppointmentWork
from services.migration.application.planning.views import PLANNERS, Left, WeekPlanned
from services.migration.domain.planning.appointments import Appointment
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
    """Who did not fit is left, with why; nobody gets a moment that is too late for the law, unless the plan was so
    already. Raises Forbidden, and Refused for days that the calendar does not know."""
    check_municipality(command.user, command.municipality)
    work.lock([command.municipality])
    waiting = list_waiting_households(work, ListWaitingHouseholds(command.municipality, monday_of(command.monday)))
    placed = place_households(work, PlaceHouseholds(command.municipality, command.monday, command.place, waiting))
    made: list[Appointment] = []
    left: list[Left] = []
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
