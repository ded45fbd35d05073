"""A week of a municipality: per day and caseworker the appointments and the free hours, and who still waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.migration.application.planning.list_waiting_households import (
    ListWaitingHouseholds,
    list_waiting_households,
)
from services.migration.application.planning.place_households import PlaceHouseholds, place_households
from services.migration.application.planning.ports import AppointmentWork
from services.migration.application.planning.read_room import ReadRoom, read_room
from services.migration.application.planning.views import (
    CASEWORKERS_PER_PAGE,
    COUNTED_MAX,
    LETTER_WAITS,
    PLANNERS,
    AgendaDay,
    AgendaRow,
    Waiting,
    WeekAgenda,
)
from services.migration.domain.planning.appointments import Appointment, Household
from services.migration.domain.planning.caseworkers import Caseworker, PlaceKind, Sought
from services.migration.domain.planning.earliest import Room
from services.migration.domain.planning.slots import Diary, free_hours
from shared.access import STAFF, Scope, User, allowed, check_municipality
from shared.calendar.days import CalendarError, monday_of
from shared.looks.purpose import listing
from shared.messaging.failures import Refused

PURPOSE = listing("agenda", "agenda van een week")
WORKING_WEEK = 5
WEEK = timedelta(weeks=1)
LOOKING_BACK = 26 * WEEK
BEHIND_MAX = 8
"""So many weeks that were left behind are counted, the oldest first."""
WAITING_MAX = 50
"""So many households that wait are shown, those first who need a decision first."""


@dataclass(frozen=True, slots=True)
class ShowAgenda:
    """`caseworker_id`: None for all of the municipality with `named` in their name, of whom `page` is a part
    of `size`. `explain`: also why those who wait did not fit; of them are shown at most `most_waiting`."""

    user: User
    municipality: str
    monday: date
    caseworker_id: str | None = None
    explain: bool = False
    page: int = 1
    named: str = ""
    size: int = CASEWORKERS_PER_PAGE
    most_waiting: int = WAITING_MAX

    @property
    def sought(self) -> Sought:
        return Sought(self.municipality, named=self.named)


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def show_agenda(work: AppointmentWork, asked: ShowAgenda) -> WeekAgenda:
    """Raises Forbidden, and Refused for days that the calendar does not know."""
    check_municipality(asked.user, asked.municipality)
    monday = monday_of(asked.monday)
    last = monday + timedelta(days=WORKING_WEEK - 1)
    shown = _caseworkers(work, asked)
    room = read_room(work, ReadRoom(asked.municipality, monday, last, caseworkers=shown))
    mine = work.appointments.of_caseworkers([each.id for each in shown], monday, last)
    all_waiting = list_waiting_households(work, ListWaitingHouseholds(asked.municipality, monday))
    waiting = all_waiting[: asked.most_waiting]
    ids = {one.client_id for each in mine for one in each.attendees} | {
        one for each in waiting for one in each.client_ids
    }
    to_write = {one for each in mine if each.day >= work.today for one in each.client_ids}
    to_write |= {one for each in waiting for one in each.client_ids}
    work.read_log.write(asked.user, sorted(ids), PURPOSE)
    names = work.households.names(ids)
    days = (monday + timedelta(days=number) for number in range(WORKING_WEEK))
    try:
        agenda = [_day(day, shown, _by_caseworker(mine, day), names, room) for day in days]
    except CalendarError as unknown:
        raise Refused(str(unknown)) from unknown
    return WeekAgenda(
        municipality=asked.municipality,
        monday=monday,
        days=agenda,
        waiting=[
            Waiting(each, [(one, names[one]) for one in each.client_ids], why)
            for each, why in zip(waiting, _why(work, asked, waiting), strict=True)
        ],
        households=len(all_waiting),
        caseworkers=len(shown) if asked.caseworker_id else work.caseworkers.number(asked.sought),
        behind=_behind(work, asked.municipality),
        next_planned=_next_planned(work, asked.municipality, monday, last) if not all_waiting else None,
        may_act=asked.user.role in PLANNERS,
        held_back=work.held_back(to_write),
    )


def _caseworkers(work: AppointmentWork, asked: ShowAgenda) -> Sequence[Caseworker]:
    if asked.caseworker_id is None:
        return work.caseworkers.some(asked.sought, skip=(asked.page - 1) * asked.size, take=asked.size)
    found = work.caseworkers.get(asked.caseworker_id)
    return [found] if found is not None and found.municipality == asked.municipality else []


def _behind(work: AppointmentWork, municipality: str) -> Sequence[tuple[date, int]]:
    this_week = monday_of(work.today)
    weeks = work.households.weeks_without_appointment(municipality, this_week - LOOKING_BACK, this_week - WEEK)
    counts = [
        (each, len(list_waiting_households(work, ListWaitingHouseholds(municipality, each, COUNTED_MAX + 1))))
        for each in weeks[:BEHIND_MAX]
    ]
    return [(monday, number) for monday, number in counts if number]


def _next_planned(work: AppointmentWork, municipality: str, monday: date, last: date) -> date | None:
    if work.appointments.any_between(municipality, monday, last):
        return None
    return work.households.next_week(municipality, monday)


def _why(work: AppointmentWork, asked: ShowAgenda, waiting: Sequence[Household]) -> Sequence[str]:
    """Empty for who would fit now, and for everybody when nobody asked."""
    if not asked.explain:
        return [""] * len(waiting)
    held = work.held_back([one for each in waiting for one in each.client_ids])
    written = [each for each in waiting if not held.issuperset(each.client_ids)]
    placed = place_households(work, PlaceHouseholds(asked.municipality, asked.monday, PlaceKind.HOME, written))
    why = {each.id: one.why for each, one in zip(written, placed, strict=True)}
    return [why.get(each.id, LETTER_WAITS) for each in waiting]


def _by_caseworker(mine: Sequence[Appointment], day: date) -> Mapping[str, Sequence[Appointment]]:
    found: dict[str, list[Appointment]] = {}
    for each in mine:
        if each.day == day:
            found.setdefault(each.caseworker_id, []).append(each)
    return found


def _day(
    day: date,
    shown: Sequence[Caseworker],
    held: Mapping[str, Sequence[Appointment]],
    names: Mapping[str, str],
    room: Room,
) -> AgendaDay:
    diary = Diary(room.busy)
    closed = room.calendar.why_not_working(day)
    rows = []
    for each in shown:
        own = held.get(each.id, ())
        free = [] if closed else free_hours(each, day, diary, room.pace)
        away = each.away_on(day) if any(hours.weekday == day.weekday() for hours in each.hours) else None
        if own or free or away:
            talks = [(one, [names[client.client_id] for client in one.attendees]) for one in own]
            rows.append(AgendaRow(each, away, talks, free))
    return AgendaDay(day, closed, rows)
