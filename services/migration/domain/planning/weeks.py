"""The weeks of a plan and how full they are."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import heappop, heappush

from shared.calendar.days import LegalCalendar, monday_of

WORKING_DAYS = 5


@dataclass(frozen=True, slots=True)
class Week:
    """An ISO week in which a conversation is possible; `day` is the first working day that may be used."""

    monday: date
    day: date
    working_days: int


@dataclass(frozen=True, slots=True)
class Capacity:
    """Conversations in a week of five working days, at least 1. A week with holidays gets its share; one with fewer
    than `least_working_days` (1 to 5) gets none. Anything else is a ValueError.
    """

    conversations: int
    least_working_days: int

    def __post_init__(self) -> None:
        if self.conversations < 1:
            raise ValueError("Plannen kan met ten minste 1 gesprek per week.")
        if not 1 <= self.least_working_days <= WORKING_DAYS:
            raise ValueError(f"Een week heeft 1 tot en met {WORKING_DAYS} werkdagen.")


def usable_weeks(first_day: date, horizon: date, least_working_days: int, calendar: LegalCalendar) -> list[Week]:
    """Weeks with enough working days, one of them on or after `first_day`, through the one of `horizon`; at least one
    week. The days that are over by `first_day` count as well, so that a plan made on a Wednesday keeps its week.
    """
    weeks: list[Week] = []
    monday = monday_of(first_day)
    while monday <= horizon or not weeks:
        day = calendar.first_working_day_in_week(monday, first_day)
        working_days = calendar.working_days_between(monday, monday + timedelta(days=WORKING_DAYS - 1))
        if day is not None and working_days >= least_working_days:
            weeks.append(Week(monday, day, working_days))
        monday += timedelta(weeks=1)
    return weeks


class WeekLoads:
    """How many conversations each week has. `begin`, then `take` with deadlines that never go down."""

    def __init__(self, weeks: Sequence[Week], used: Mapping[date, int], capacity: int) -> None:
        self.weeks = weeks
        self.capacity = capacity
        self.loads = [used.get(week.monday, 0) for week in weeks]
        self._days = [week.day for week in weeks]
        self.begin(capacity)

    def room(self, number: int, level: int) -> int:
        """The share of `level` for the working days of week `number`, rounded up."""
        return -(-level * self.weeks[number].working_days // WORKING_DAYS)

    def last_week_by(self, day: date) -> int:
        """The number of the last week whose conversation is on or before `day`; -1 when even the first is after it."""
        return bisect_right(self._days, day) - 1

    def first_week_from(self, day: date) -> int:
        """The number of the first week whose conversation is on or after `day`; beyond the last one when none is."""
        return bisect_left(self._days, day)

    def begin(self, level: int, first: int = 0) -> None:
        """Starts again from week number `first`, filling weeks up to `level`."""
        self._level = level
        self._front = self._heaped = first
        self._full: list[tuple[int, int]] = []

    def take(self, deadline: int) -> tuple[Week, bool]:
        """The first week up to number `deadline` with room, or the one that is least over; True when it is too much."""
        while self._front <= deadline and self.loads[self._front] >= self.room(self._front, self._level):
            self._front += 1
        number = self._front if self._front <= deadline else self._least_loaded(deadline)
        self.loads[number] += 1
        return self.weeks[number], self.loads[number] > self.room(number, self.capacity)

    def _least_loaded(self, deadline: int) -> int:
        """Every week up to the deadline is full by now, so only this method still adds to them and the heap holds."""
        while self._heaped <= deadline:
            excess = self.loads[self._heaped] - self.room(self._heaped, self.capacity)
            heappush(self._full, (excess, self._heaped))
            self._heaped += 1
        excess, number = heappop(self._full)
        heappush(self._full, (excess + 1, number))
        return number


def level_of(deadlines: Sequence[int], loads: WeekLoads, first: int) -> int:
    """The lowest number of conversations in a full week at which every deadline is made from week number `first` on,
    found by halving; the capacity when none is low enough.

    `deadlines` are week numbers in ascending order, none below `first`.
    """
    low, high = 1, loads.capacity
    while low < high:
        middle = (low + high) // 2
        if _everybody_fits(deadlines, loads, first, middle):
            high = middle
        else:
            low = middle + 1
    return low


def _everybody_fits(deadlines: Sequence[int], loads: WeekLoads, first: int, level: int) -> bool:
    """Up to every week there is at least as much room as there are deadlines."""
    room = 0
    for number in range(first, len(loads.loads)):
        room += max(0, loads.room(number, level) - loads.loads[number])
        if bisect_right(deadlines, number) > room:
            return False
    return True
