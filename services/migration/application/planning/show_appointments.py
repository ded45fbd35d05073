"""What a client's file says about the appointment: the one that stands, earlier ones, and whether one can be made."""

from dataclasses import dataclass, replace

from services.migration.application.planning.find_household import FindHousehold, find_household
from services.migration.application.planning.find_soonest import find_soonest
from services.migration.application.planning.ports import AppointmentWork
from services.migration.application.planning.read_terms import read_terms
from services.migration.application.planning.views import PLANNERS, ClientAppointments
from services.migration.domain.planning.appointments import (
    Appointment,
    Effect,
    Household,
    effect_of,
    household_of,
    what_a_move_does,
)
from shared.access import STAFF, Scope, User, allowed
from shared.looks.purpose import opening
from shared.messaging.failures import Refused

PURPOSE = opening("household-appointment", "huisgenoot in de afspraak op een dossier")


@dataclass(frozen=True, slots=True)
class ShowAppointments:
    """`route`: where the client is now. An appointment of an earlier route is over, also when nobody ended it."""

    user: User
    client_id: str
    route: int = 1


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def show_appointments(work: AppointmentWork, asked: ShowAppointments) -> ClientAppointments:
    """Whoever opens the file is in the read log already; the others of the household get a line here. Raises NotKnown
    and Forbidden."""
    household, why_not = _household(work, asked)
    appointments = sorted(work.appointments.of_clients([asked.client_id]), key=lambda each: (each.made_on, each.number))
    standing = [each for each in appointments if each.stands and _is_of(each, asked)]
    current = standing[-1] if standing else None
    ids = {one.client_id for each in appointments for one in each.attendees}
    ids.update(household.client_ids if household is not None else ())
    work.read_log.write(asked.user, sorted(ids - {asked.client_id}), PURPOSE)
    names = work.households.names(ids)
    return ClientAppointments(
        client_id=asked.client_id,
        current=current,
        effect=_effect(work, current) if current is not None else None,
        earlier=[each for each in reversed(appointments) if each is not current],
        household=household,
        why_not=why_not,
        names=names,
        today=work.today,
        may_act=asked.user.role in PLANNERS,
        short_notice=current is not None and _is_short(work, current),
        held_back=[names[each] for each in sorted(_waiting_for_letter(work, current, household))],
    )


def _effect(work: AppointmentWork, current: Appointment) -> Effect:
    household, terms = household_of(current), read_terms(work)
    effect = effect_of(current.day, household, current.made_on, terms)
    if current.replaces is None:
        return effect
    moved = what_a_move_does(current.replaces.day, current.day, household, terms)
    return replace(effect, says=(*effect.says, moved))


def _waiting_for_letter(
    work: AppointmentWork, current: Appointment | None, to_make: Household | None
) -> frozenset[str]:
    if current is not None:
        return work.held_back(current.client_ids) if current.day >= work.today else frozenset()
    return work.held_back(to_make.client_ids) if to_make is not None else frozenset()


def _is_short(work: AppointmentWork, current: Appointment) -> bool:
    return current.made_on == work.today and current.day < find_soonest(work, current.municipality)


def _is_of(one: Appointment, asked: ShowAppointments) -> bool:
    return any(each.client_id == asked.client_id and each.route >= asked.route for each in one.attendees)


def _household(work: AppointmentWork, asked: ShowAppointments) -> tuple[Household | None, str]:
    """Whom there is to speak with, or else why nobody."""
    try:
        return find_household(work, FindHousehold(asked.user, asked.client_id)), ""
    except Refused as why:
        return None, str(why)
