"""Makes an appointment for the conversation of a client's household."""

from dataclasses import dataclass
from datetime import date, time

from services.migration.application.planning.find_household import FindHousehold, find_household
from services.migration.application.planning.ports import AppointmentWork
from services.migration.application.planning.views import PLANNERS
from services.migration.application.planning.weigh_appointment import WeighAppointment, weigh_appointment
from services.migration.domain.planning.appointments import (
    Appointment,
    AppointmentMade,
    Household,
    Making,
    appointment,
    follows_on,
)
from services.migration.domain.planning.caseworkers import PlaceKind
from shared.access import Scope, User, allowed
from shared.dutch import full_day_in_words
from shared.messaging.failures import Refused


@dataclass(frozen=True, slots=True)
class MakeAppointment:
    """`route` and `decide_by` as in FindHousehold. `accept_late`: the user knows that the day is too late for the law.
    `only`: the ids of those of the household who are invited, None for all."""

    user: User
    client_id: str
    day: date
    start: time
    caseworker_id: str
    place: PlaceKind = PlaceKind.HOME
    route: int = 1
    decide_by: date | None = None
    accept_late: bool = False
    only: frozenset[str] | None = None


@allowed(*PLANNERS, scope=Scope.MUNICIPALITY)
def make_appointment(work: AppointmentWork, command: MakeAppointment) -> Appointment:
    """Raises NotKnown, Forbidden, and Refused with a reason, by field where there is one."""
    asked = FindHousehold(command.user, command.client_id, command.route, command.decide_by)
    # Of the municipality as it was found: what is read after the lock is what counts.
    work.lock([find_household(work, asked).municipality])
    household = find_household(work, asked)
    if command.only is not None:
        household = household.without(set(household.client_ids) - command.only)
    before = work.appointments.of_household(household.municipality, household.id)
    own = _of_them(work, household)
    _refuse_a_second(own, work.today)
    wanted = WeighAppointment(
        user=command.user,
        household=household,
        day=command.day,
        start=command.start,
        caseworker_id=command.caseworker_id,
        place=command.place,
        accept_late=command.accept_late,
    )
    weighed = weigh_appointment(work, wanted)
    reason, instead_of = follows_on(own)
    making = Making(
        address=work.office(household.municipality, command.day) if command.place is PlaceKind.OFFICE else "",
        reason=reason,
        before=before,
        replaces=instead_of,
        made_on=work.today,
        made_by=command.user.id,
    )
    made = appointment(household, weighed.slot, making)
    work.appointments.add([made])
    for attendee in made.attendees:
        work.record(AppointmentMade(made, attendee, command.user.name))
    return made


def _of_them(work: AppointmentWork, household: Household) -> list[Appointment]:
    """In the order of making; also those of a household that one of them was in before."""
    found = work.appointments.of_clients(household.client_ids)
    own = [each for each in found if each.municipality == household.municipality and _shares(each, household)]
    return sorted(own, key=lambda each: (each.made_on, each.number))


def _shares(one: Appointment, household: Household) -> bool:
    """Whether it was for one of them, about the same route."""
    wanted = {(each.client_id, each.route) for each in household.attendees}
    return any((each.client_id, each.route) in wanted for each in one.attendees)


def _refuse_a_second(own: list[Appointment], today: date) -> None:
    for each in own:
        if each.stands and each.day >= today:
            day = full_day_in_words(each.day)
            raise Refused(f"Er is al een afspraak op {day}. Verplaats die, of zeg hem eerst af.")
