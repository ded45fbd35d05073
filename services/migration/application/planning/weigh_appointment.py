"""Whether a household can have a conversation at a moment, and what that does to the last days. Changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from services.migration.application.planning.find_soonest import find_soonest
from services.migration.application.planning.ports import AppointmentWork
from services.migration.application.planning.read_room import ReadRoom, read_room
from services.migration.application.planning.read_terms import read_terms
from services.migration.application.planning.views import Weighed
from services.migration.domain.planning.appointments import Household, effect_of
from services.migration.domain.planning.caseworkers import Caseworker, PlaceKind
from services.migration.domain.planning.earliest import Room
from services.migration.domain.planning.slots import Diary, Slot, at, why_not_free
from shared.access import STAFF, Scope, User, allowed, check_municipality
from shared.calendar.days import CalendarError
from shared.dutch import date_in_words
from shared.messaging.failures import Refused

FIRST_DAY = "investigation.first-day"


@dataclass(frozen=True, slots=True)
class WeighAppointment:
    """`without`: the appointment that is moved, whose time counts as free. `accept_late`: whoever asks knows that it is
    after the day on which the investigation should have started."""

    user: User
    household: Household
    day: date
    start: time
    caseworker_id: str
    place: PlaceKind
    without: str = ""
    accept_late: bool = False


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def weigh_appointment(work: AppointmentWork, asked: WeighAppointment) -> Weighed:
    """Raises Refused with a reason by field: `day`, `start`, `caseworker`, `place`; or `accept_late` when it is too
    late for the law and that was not accepted. Raises Forbidden for another municipality."""
    household = asked.household
    check_municipality(asked.user, household.municipality)
    of_day = ReadRoom(household.municipality, asked.day, asked.day, asked.without, asked.caseworker_id)
    room = read_room(work, of_day)
    caseworker = _caseworker(room)
    slot = _slot(asked, caseworker, room)
    try:
        _refuse(why_not_free(slot, caseworker, Diary(room.busy), room.pace, work.today, work.calendar))
        first = work.law.day(FIRST_DAY, work.today)
        if slot.day < first:
            _refuse({"day": f"Gesprekken kunnen vanaf {date_in_words(first)}. Kies die dag of een latere."})
        effect = effect_of(slot.day, household, find_soonest(work, household.municipality), read_terms(work))
    except CalendarError as unknown:
        raise Refused(str(unknown), {"day": str(unknown)}) from unknown
    if effect.late and not asked.accept_late:
        _refuse({"accept_late": effect.says[0]})
    return Weighed(household, slot, effect)


def _caseworker(room: Room) -> Caseworker:
    if room.caseworkers:
        return room.caseworkers[0]
    text = "Deze consulent werkt hier niet. Kies een andere consulent."
    raise Refused(text, {"caseworker": text})


def _slot(asked: WeighAppointment, caseworker: Caseworker, room: Room) -> Slot:
    until = (at(asked.day, asked.start) + room.pace.length(len(asked.household.attendees))).time()
    return Slot(asked.day, asked.start, until, caseworker.id, caseworker.name, asked.place)


def _refuse(why: Mapping[str, str]) -> None:
    if why:
        raise Refused(" ".join(why.values()), why)
