"""Moments to choose from for the conversation of a household: in its planned week, or the nearest one with room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from services.migration.application.planning.find_appointment import FindAppointment, find_appointment
from services.migration.application.planning.find_household import FindHousehold, find_household
from services.migration.application.planning.find_soonest import find_soonest
from services.migration.application.planning.ports import AppointmentWork
from services.migration.application.planning.read_room import ReadRoom, read_room
from services.migration.application.planning.read_terms import read_terms
from services.migration.application.planning.views import Offer, Offers
from services.migration.domain.planning.appointments import (
    Appointment,
    Household,
    effect_of,
    household_of,
    what_a_move_does,
)
from services.migration.domain.planning.caseworkers import Caseworker, PlaceKind, Sought, turn_of
from services.migration.domain.planning.slots import OFFERED_MAX, Asked, Diary, Slot, free_slots, offered
from shared.access import STAFF, Scope, User, allowed
from shared.calendar.days import CalendarError, monday_of
from shared.looks.purpose import opening
from shared.messaging.failures import Refused

PURPOSE = opening("free-moment", "zoeken naar een vrije tijd voor een afspraak")
WEEKS_AHEAD = 8
"""So far is looked for a week with room."""
ASKED_FIRST, TIMES_MORE = 50, 4
"""So many caseworkers are looked at first; when they have too few moments, so many times as many, until it is all."""
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class ProposeSlots:
    """`monday`: of the week to look in, None for the first that fits. `appointment_id`: the appointment to move, empty
    for a new one. `named`: of caseworkers who have these letters in their name. `route` and `decide_by` as in
    FindHousehold."""

    user: User
    client_id: str
    monday: date | None = None
    place: PlaceKind = PlaceKind.HOME
    skills: frozenset[str] = frozenset()
    named: str = ""
    appointment_id: str = ""
    route: int = 1
    decide_by: date | None = None


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def propose_slots(work: AppointmentWork, asked: ProposeSlots) -> Offers:
    """Never before the time that people get to prepare, unless a week was asked for: then whoever chooses is told.
    Raises NotKnown, Forbidden and Refused."""
    old = find_appointment(work, FindAppointment(asked.user, asked.appointment_id)) if asked.appointment_id else None
    household = household_of(old) if old is not None else find_household(work, _of_client(asked))
    names = work.households.names(household.client_ids)
    work.read_log.write(asked.user, household.client_ids, PURPOSE)
    soonest = find_soonest(work, household.municipality)
    first_day = work.today if asked.monday is not None else soonest
    mondays = [monday_of(asked.monday)] if asked.monday is not None else list(_mondays(household, soonest))
    try:
        monday, slots = _first_with_room(work, asked, household, old, first_day, mondays)
        offers = [_offer(work, old, slot, household, soonest) for slot in slots]
    except CalendarError as unknown:
        raise Refused(str(unknown)) from unknown
    held = work.held_back(household.client_ids)
    return Offers(
        household=household,
        names=[names[each] for each in household.client_ids],
        monday=monday,
        offers=offers,
        held_back=[names[each] for each in household.client_ids if each in held],
    )


def _of_client(asked: ProposeSlots) -> FindHousehold:
    return FindHousehold(asked.user, asked.client_id, asked.route, asked.decide_by)


def _offer(work: AppointmentWork, old: Appointment | None, slot: Slot, household: Household, soonest: date) -> Offer:
    terms = read_terms(work)
    effect = effect_of(slot.day, household, soonest, terms)
    if old is None:
        return Offer(slot, effect)
    return Offer(slot, replace(effect, says=(*effect.says, what_a_move_does(old.day, slot.day, household, terms))))


def _mondays(household: Household, soonest: date) -> Iterator[date]:
    """From the planned week on as long as it is in time; then the weeks before it, and then those that are too late."""
    earliest = monday_of(soonest)
    frame = max(earliest, household.week or earliest)
    forward = [frame + number * WEEK for number in range(WEEKS_AHEAD)]
    yield from (monday for monday in forward if monday <= household.latest_start)
    before = (frame - earliest) // WEEK
    yield from (frame - number * WEEK for number in range(1, min(before, WEEKS_AHEAD) + 1))
    yield from (monday for monday in forward if monday > household.latest_start)


def _first_with_room(
    work: AppointmentWork,
    asked: ProposeSlots,
    household: Household,
    old: Appointment | None,
    first_day: date,
    mondays: list[date],
) -> tuple[date, tuple[Slot, ...]]:
    """The first week that has a moment, and its moments; the first of all when none has. The moment of the appointment
    that moves is none."""
    sought = Sought(household.municipality, asked.place, asked.skills, asked.named)
    number = work.caseworkers.number(sought)
    for monday in mondays if number else ():
        first, last = max(monday, first_day), monday + WEEK - timedelta(days=1)
        wanted = Asked(first, last, len(household.attendees), asked.place, asked.skills)
        slots: tuple[Slot, ...] = ()
        for caseworkers in _in_turn(work, sought, household.id, number):
            room = read_room(
                work, ReadRoom(household.municipality, first, last, asked.appointment_id, None, caseworkers)
            )
            free = free_slots(wanted, caseworkers, Diary(room.busy), room.pace, room.calendar)
            slots = offered(slot for slot in free if not _is_of(old, slot))
            if len(slots) == OFFERED_MAX:
                break
        if slots:
            return monday, slots
    return mondays[0], ()


def _is_of(old: Appointment | None, slot: Slot) -> bool:
    return old is not None and old.is_at(slot.day, slot.start, slot.caseworker_id, slot.place)


def _in_turn(work: AppointmentWork, sought: Sought, household_id: str, number: int) -> Iterator[Sequence[Caseworker]]:
    """Of so many caseworkers a few, then more and more, and at last all of them."""
    taken = ASKED_FIRST
    begin = turn_of(household_id, number) if number > taken else 0
    while True:
        found = work.caseworkers.some(sought, skip=begin, take=taken)
        rest = min(taken, number) - len(found)
        yield [*found, *work.caseworkers.some(sought, skip=0, take=rest)] if rest > 0 else found
        if taken >= number:
            return
        taken *= TIMES_MORE
