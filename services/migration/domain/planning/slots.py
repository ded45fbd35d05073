"""Free moments of caseworkers for a conversation, and why a moment is not free. Pure.

A caseworker's hours are hours for conversations, so nothing is kept for the way to the first one and from the last one.
Between two conversations there is time to travel when one of them is at somebody's home.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from services.migration.domain.planning.caseworkers import Caseworker, Hours, PlaceKind
from shared.calendar.days import LegalCalendar

OFFERED_MAX = 10
"""So many moments are shown to choose from."""
NOON = 12


@dataclass(frozen=True, slots=True)
class Pace:
    """What the municipality chose: how long conversations are, and how close upon each other."""

    minutes: int
    minutes_per_further_person: int
    travel_minutes: int
    minutes_between_starts: int
    most_a_day: int

    def length(self, people: int) -> timedelta:
        return timedelta(minutes=self.minutes + self.minutes_per_further_person * (people - 1))


@dataclass(frozen=True, slots=True)
class Busy:
    """A conversation that stands."""

    appointment_id: str
    caseworker_id: str
    day: date
    start: time
    until: time
    place: PlaceKind


@dataclass(frozen=True, slots=True)
class Slot:
    day: date
    start: time
    until: time
    caseworker_id: str
    caseworker: str
    place: PlaceKind


@dataclass(frozen=True, slots=True)
class Asked:
    """For a conversation with so many people, on a day from `first` through `last`."""

    first: date
    last: date
    people: int
    place: PlaceKind
    skills: frozenset[str] = frozenset()


class Diary:
    """What the caseworkers of a municipality have to do, by caseworker and day."""

    def __init__(self, busy: Iterable[Busy]) -> None:
        self._by_day: defaultdict[tuple[str, date], list[Busy]] = defaultdict(list)
        for each in busy:
            self.add(each)

    def add(self, busy: Busy) -> None:
        self._by_day[busy.caseworker_id, busy.day].append(busy)

    def of(self, caseworker_id: str, day: date) -> Sequence[Busy]:
        return self._by_day.get((caseworker_id, day), ())

    def clash(self, slot: Slot, pace: Pace) -> Busy | None:
        """What stands in the way of a slot, the way from one to the other included."""
        return next((each for each in self.of(slot.caseworker_id, slot.day) if _is_close(each, slot, pace)), None)


def _is_close(busy: Busy, slot: Slot, pace: Pace) -> bool:
    travels = PlaceKind.HOME in (busy.place, slot.place)
    gap = timedelta(minutes=pace.travel_minutes if travels else 0)
    after = at(slot.day, slot.start) >= at(busy.day, busy.until) + gap
    before = at(busy.day, busy.start) >= at(slot.day, slot.until) + gap
    return not (after or before)


def at(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment)


def free_slots(
    asked: Asked, caseworkers: Sequence[Caseworker], diary: Diary, pace: Pace, calendar: LegalCalendar
) -> Iterator[Slot]:
    """Every free moment, the earliest first; of one moment the caseworker with least to do that day first.

    Raises CalendarError for a day of a year that the calendar does not know.
    """
    able = [each for each in caseworkers if asked.place in each.places and each.can(asked.skills)]
    for number in range((asked.last - asked.first).days + 1):
        day = asked.first + timedelta(days=number)
        if not calendar.is_working_day(day):
            continue
        found = [slot for each in able for slot in _of_day(asked, day, each, diary, pace)]
        loads = {each.id: len(diary.of(each.id, day)) for each in able}
        yield from sorted(found, key=lambda slot: (slot.start, loads[slot.caseworker_id], slot.caseworker_id))


def earliest_slot(
    asked: Asked, caseworkers: Sequence[Caseworker], diary: Diary, pace: Pace, calendar: LegalCalendar
) -> Slot | None:
    """The first of `free_slots`, without making the others."""
    able = [each for each in caseworkers if asked.place in each.places and each.can(asked.skills)]
    for number in range((asked.last - asked.first).days + 1):
        day = asked.first + timedelta(days=number)
        if not calendar.is_working_day(day):
            continue
        firsts = [slot for each in able if (slot := next(_of_day(asked, day, each, diary, pace), None)) is not None]
        if firsts:
            return min(
                firsts, key=lambda slot: (slot.start, len(diary.of(slot.caseworker_id, day)), slot.caseworker_id)
            )
    return None


def _of_day(asked: Asked, day: date, caseworker: Caseworker, diary: Diary, pace: Pace) -> Iterator[Slot]:
    if len(diary.of(caseworker.id, day)) >= pace.most_a_day:
        return
    for hours in caseworker.hours_on(day):
        for start, until in _starts(day, hours, pace, asked.people):
            slot = Slot(day, start, until, caseworker.id, caseworker.name, asked.place)
            if diary.clash(slot, pace) is None:
                yield slot


def _starts(day: date, hours: Hours, pace: Pace, people: int) -> Iterator[tuple[time, time]]:
    start, end = at(day, hours.start), at(day, hours.until)
    while start + pace.length(people) <= end:
        yield start.time(), (start + pace.length(people)).time()
        start += timedelta(minutes=pace.minutes_between_starts)


def offered(slots: Iterable[Slot], most: int = OFFERED_MAX) -> tuple[Slot, ...]:
    """A choice for a client, in order: one caseworker per moment, and as many days and parts of days as there are."""
    moments: dict[tuple[date, time], Slot] = {}
    for slot in slots:
        moments.setdefault((slot.day, slot.start), slot)
    parts = [list(own) for _, own in groupby(moments.values(), lambda slot: (slot.day, slot.start.hour < NOON))]
    chosen: list[Slot] = []
    for turn in range(max(map(len, parts), default=0)):
        chosen += [part[turn] for part in parts if turn < len(part)]
    return tuple(sorted(chosen[:most], key=lambda slot: (slot.day, slot.start)))


def why_not_free(
    slot: Slot, caseworker: Caseworker, diary: Diary, pace: Pace, today: date, calendar: LegalCalendar
) -> Mapping[str, str]:
    """Why a conversation cannot be then, in Dutch and by field (`day`, `start`, `caseworker`, `place`); nothing when it
    can. Raises CalendarError as `free_slots` does."""
    if slot.day < today:
        return {"day": "Deze dag is voorbij. Kies vandaag of een latere dag."}
    if not calendar.is_working_day(slot.day):
        return {"day": f"Dat is geen werkdag ({calendar.why_not_working(slot.day)}). Kies een andere dag."}
    if caseworker.away_on(slot.day) is not None:
        return {"caseworker": f"{caseworker.name} is er die dag niet. Kies een andere dag of een andere consulent."}
    if slot.place not in caseworker.places:
        return {"place": f"{caseworker.name} spreekt daar niet met cliënten. Kies een andere plaats of consulent."}
    if not any(hours.start <= slot.start < slot.until <= hours.until for hours in caseworker.hours_on(slot.day)):
        return {"start": f"Dat past niet in de werktijd van {caseworker.name} op die dag. Kies een andere tijd."}
    if diary.clash(slot, pace) is not None:
        return {"start": f"{caseworker.name} heeft dan een ander gesprek of is onderweg. Kies een andere tijd."}
    return {}


def free_hours(caseworker: Caseworker, day: date, diary: Diary, pace: Pace) -> list[Hours]:
    """Hours of a day in which another conversation at somebody's home fits."""
    found: list[Hours] = []
    gap = timedelta(minutes=pace.travel_minutes)
    for hours in caseworker.hours_on(day):
        start, end = at(day, hours.start), at(day, hours.until)
        for busy in sorted(diary.of(caseworker.id, day), key=lambda each: each.start):
            found += _piece(start, min(end, at(day, busy.start) - gap), pace)
            start = max(start, at(day, busy.until) + gap)
        found += _piece(start, end, pace)
    return found


def _piece(start: datetime, end: datetime, pace: Pace) -> list[Hours]:
    return [Hours(start.weekday(), start.time(), end.time())] if start + pace.length(1) <= end else []
