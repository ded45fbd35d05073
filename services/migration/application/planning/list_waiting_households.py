"""Households of a week that have no appointment yet, in order of legal date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.migration.application.planning.ports import AppointmentWork
from services.migration.domain.planning.appointments import Appointment, Attendee, Household, in_order_of_law
from services.migration.domain.planning.households import PlannedHousehold, planned_together
from shared.access import system


@dataclass(frozen=True, slots=True)
class ListWaitingHouseholds:
    """`enough`: when so many were found, the others of the week are not looked at; None for all of them."""

    municipality: str
    monday: date
    enough: int | None = None


@system
def list_waiting_households(work: AppointmentWork, asked: ListWaitingHouseholds) -> Sequence[Household]:
    """Without those who are not to be spoken with now. Who had an appointment that was cancelled for good is not
    waiting; who had one on a day that is over was spoken with, or somebody has to say that they were not."""
    waiting: list[Household] = []
    part = work.households.open_in_week(asked.municipality, asked.monday, most=asked.enough)
    while part:
        waiting += _waiting(work, asked.municipality, part)
        if asked.enough is None or len(waiting) >= asked.enough:
            break
        part = work.households.open_in_week(asked.municipality, asked.monday, after=part[-1].id, most=asked.enough)
    return in_order_of_law(waiting)


def _waiting(work: AppointmentWork, municipality: str, found: Sequence[PlannedHousehold]) -> Sequence[Household]:
    households = [each for each in (planned_together(one, work.law) for one in found) if each is not None]
    ids = {one.client_id for each in households for one in each.attendees}
    there = work.appointments.of_clients(ids)
    served = _served([each for each in there if each.municipality == municipality])
    left = [each.without({one.client_id for one in each.attendees if _is_served(one, served)}) for each in households]
    kept = work.kept_from_conversation([one for each in left for one in each.attendees])
    open_ones = (each.without(kept.keys()) for each in left)
    return [each for each in open_ones if each.attendees]


def _served(appointments: Sequence[Appointment]) -> Mapping[str, int]:
    """By client the last route that is served, by the last of its appointments: one that stands, or that nothing
    follows."""
    last = {(one.client_id, one.route): each for each in appointments for one in each.attendees}
    done = [key for key, each in last.items() if each.ending is None or not each.ending.new_one_follows]
    return dict(sorted(done))


def _is_served(attendee: Attendee, served: Mapping[str, int]) -> bool:
    """Also by an appointment of a later route, as of who moved here and reported again."""
    return attendee.route <= served.get(attendee.client_id, 0)
