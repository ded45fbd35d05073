"""What screens, API and commands show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum

from services.migration.domain.control.answers import OpenAnswer
from services.migration.domain.control.deliveries import NotTransferred
from services.migration.domain.control.handled import HandOver, LookedAt
from services.migration.domain.control.late_tellings import ToldLate
from services.migration.domain.control.lists import WorkList
from services.migration.domain.control.searching import Search
from services.migration.domain.control.standings import HeldBack, Standing
from services.migration.domain.control.steps import Finished, FinishedReason, NextStep, Task, Team
from services.migration.domain.planning.caseworkers import Caseworker, Leave, PlaceKind
from services.migration.domain.planning.plans import Plan
from services.migration.domain.rights.clients import DeliveredFunction
from services.migration.domain.rights.facts import FunctionRight
from services.migration.domain.rights.states import PersonState
from services.migration.domain.route.route import Route

PAGE_SIZE = 50
PAGES_MAX = 40
"""So many pages can be leafed through; beyond that a filter or a search is the way."""
SEARCHED_MAX = 500
"""So many people one search finds; the rest is a reason to search for more."""
COUNTED_MAX = 1000
"""Where no total is kept, for several filters together, is counted so far."""


class SortBy(StrEnum):
    NAME = "name"
    BORN = "born"
    LAST_DAY = "ends"
    WEEK = "week"
    DUE = "due"  # who is most days late stands first
    NEXT = "next"  # whose next step is due first


class Moment(StrEnum):
    """What happens in a week."""

    CONVERSATION = "week"
    LAST_DAY = "ending"
    DUE = "decision"


class Window(StrEnum):
    """When the next step is due."""

    OVERDUE = "overdue"
    TWO_WEEKS = "2"
    FOUR_WEEKS = "4"
    EIGHT_WEEKS = "8"
    ANY = "any"

    def days(self, today: date) -> tuple[date, date]:
        """Both included. What is overdue is in no window of weeks."""
        if self is Window.OVERDUE:
            return date.min, today - timedelta(days=1)
        if self is Window.ANY:
            return date.min, date.max - timedelta(days=1)
        return today, today + timedelta(weeks=int(self.value))


class Closed(StrEnum):
    """Who has no next step."""

    ANY = "any"  # finished, for whatever reason
    NEITHER = "neither"  # and not finished either


NOBODY = "nobody"
"""As an owner to filter by: whoever has a next step that is nobody's."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What to show; None for all. `month` is a first day, and counts the last day; `weeks`: by what happens in it the
    Monday of a week. `owner`: the id of a person, a team, or NOBODY; `waiting`: whether somebody else is to act."""

    work_list: WorkList | None = None
    state: PersonState | None = None
    month: date | None = None
    weeks: Mapping[Moment, date] = field(default_factory=dict)
    search: Search | None = None
    task: Task | None = None
    window: Window | None = None
    finished: FinishedReason | Closed | None = None
    owner: str | None = None
    waiting: bool | None = None
    sort: SortBy = SortBy.NAME
    descending: bool = False
    page: int = 1
    size: int = PAGE_SIZE

    @property
    def is_about_steps(self) -> bool:
        by_step = (self.task, self.window, self.finished, self.owner, self.waiting)
        return any(each is not None for each in by_step)

    @property
    def is_narrowed(self) -> bool:
        """By something else than the next step."""
        return bool(self.weeks) or any(each is not None for each in (self.work_list, self.state, self.month))


@dataclass(frozen=True, slots=True)
class ClientLine:
    """`last_day`: the first last day of a right to reassess, or else of any right; `due`: the day by which the decision
    must be there."""

    client_id: str
    name: str
    birth_date: date
    municipality: str
    state: PersonState
    last_day: date | None
    week: date | None
    due: date | None
    next: NextStep | Finished | None


@dataclass(frozen=True, slots=True)
class ClientPage:
    """`total`: how many were found, or were counted when there are `more`."""

    lines: Sequence[ClientLine]
    total: int
    page: int
    more: bool = False

    @property
    def pages(self) -> int:
        return min(PAGES_MAX, max(1, -(-self.total // PAGE_SIZE)))

    @property
    def shown_all(self) -> bool:
        """Whether everybody can be reached by leafing."""
        return not self.more and self.total <= PAGES_MAX * PAGE_SIZE


@dataclass(frozen=True, slots=True)
class Counts:
    """Persons per state (all of them) as it is today, and per work list (all of them)."""

    states: Mapping[PersonState, int]
    lists: Mapping[WorkList, int]
    to_reassess: int

    @property
    def planned(self) -> int:
        return self.to_reassess - self.lists[WorkList.WITHOUT_PLAN]

    @property
    def overdue_running(self) -> int:
        """Those among the overdue whose right still runs."""
        return self.lists[WorkList.OVERDUE] - self.states[PersonState.OVERDUE]


@dataclass(frozen=True, slots=True)
class Week:
    """A week by its Monday. `conversations`: households; `capacity`: what fits, None when that is not known. Persons:
    whose right to reassess ends in it, whose decision is due in it, and whose other right (youth, protected living)
    ends in it."""

    monday: date
    conversations: int = 0
    capacity: int | None = None
    ending: int = 0
    decisions: int = 0
    others: int = 0

    @property
    def is_full(self) -> bool:
        return self.capacity is not None and self.conversations > 0 and self.conversations >= self.capacity

    @property
    def over(self) -> int:
        return max(0, self.conversations - self.capacity) if self.capacity is not None else 0


@dataclass(frozen=True, slots=True)
class Figures:
    """What the tables say of the year. `reassess`: clients to reassess per municipality; the others per Monday."""

    counts: Counts
    reassess: Mapping[str, int]
    conversations: Mapping[date, int]
    ending: Mapping[date, int]
    decisions: Mapping[date, int]
    others: Mapping[date, int]
    not_transferred: Sequence[NotTransferred]
    refusals: Sequence[str]


@dataclass(frozen=True, slots=True)
class Year:
    """`weeks` without gaps, from the first with a conversation, an end or a decision through the last one. `later`:
    persons whose other right ends after them. `refusals`: why deliveries could not be planned."""

    counts: Counts
    weeks: Sequence[Week]
    later: int
    not_transferred: Sequence[NotTransferred]
    refusals: Sequence[str]

    @property
    def full_weeks(self) -> Sequence[Week]:
        return [week for week in self.weeks if week.over]


@dataclass(frozen=True, slots=True)
class FunctionFile:
    """A function as delivered, and the right that was found for it."""

    delivered: DeliveredFunction
    right: FunctionRight


@dataclass(frozen=True, slots=True)
class Notes:
    """What is open about a client, the first one first, and what people recorded beside the route. `told_late`: letters
    that told of the end of a right too late."""

    open: Sequence[NextStep]
    hand_overs: Sequence[HandOver]
    looked_at: Sequence[LookedAt]
    answers: Sequence[OpenAnswer]
    told_late: Sequence[ToldLate] = ()


@dataclass(frozen=True, slots=True)
class ClientFile:
    """Everything about one client. `plan` is None when nothing is planned for this revision; `due`: the day by which
    the decision must be there; `lists`: those on which the client is today; `held_back`: a newer delivery of which all
    rows are held back. `route`: the last one; None when no step was ever taken."""

    client_id: str
    name: str
    birth_date: date
    died_on: date | None
    municipality: str
    delivery_id: str
    delivered_on: date
    determined_on: date
    revision: int
    held_back_rows: int
    held_back: HeldBack | None
    state: PersonState
    reassess_until: date | None
    due: date | None
    lists: Sequence[WorkList]
    functions: Sequence[FunctionFile]
    plan: Plan | None
    standing: Standing
    notes: Notes | None = None
    route: Route | None = None
    teams: Mapping[Team, str] = field(default_factory=dict)

    @property
    def next_step(self) -> Mapping[str, object]:
        """The next step as the API gives it."""
        step = self.standing.next
        if isinstance(step, NextStep):
            owner = step.owner
            return {"step": step.what, "team": owner.team, "owner": owner.name, "due": step.due, "finished": None}
        finished = step.reason if step is not None else None
        return {"step": None, "team": None, "owner": "", "due": None, "finished": finished}


@dataclass(frozen=True, slots=True)
class StepCount:
    """Persons with this next step, and those of them who are late."""

    persons: int
    overdue: int


@dataclass(frozen=True, slots=True)
class NeverTransferred:
    """Persons of whom intake accepted no row. `since`: the day of the last delivery of their municipality."""

    municipality: str
    persons: int
    since: date


@dataclass(frozen=True, slots=True)
class StepCounts:
    """`windows`: by the day on which the step is due. What nobody owns is counted on the rows themselves."""

    clients: int
    steps: Mapping[Task, StepCount]
    finished: Mapping[FinishedReason, int]
    windows: Mapping[Window, int]
    without_owner: int
    overdue_without_owner: int
    never_transferred: Sequence[NeverTransferred]


@dataclass(frozen=True, slots=True)
class Control:
    """Everybody, once. Persons of whom intake accepted no row count among those with a next step, which is the repair
    at intake; `late_there` of them among the overdue. `told_late`: letters that told of the end of a right too late."""

    counts: StepCounts
    late_there: int
    told_late: int

    @property
    def never_transferred(self) -> int:
        return sum(one.persons for one in self.counts.never_transferred)

    @property
    def persons(self) -> int:
        return self.counts.clients + self.never_transferred

    @property
    def with_next_step(self) -> int:
        return sum(one.persons for one in self.counts.steps.values()) + self.never_transferred

    @property
    def finished(self) -> int:
        return sum(self.counts.finished.values())

    @property
    def without_either(self) -> int:
        return self.persons - self.with_next_step - self.finished

    @property
    def overdue(self) -> int:
        return self.counts.windows[Window.OVERDUE] + self.late_there


@dataclass(frozen=True, slots=True)
class OwnerLine:
    """A person who took steps."""

    user_id: str
    name: str
    persons: int
    overdue: int


@dataclass(frozen=True, slots=True)
class AppointmentLine:
    """A conversation with a household. `names`: of those who are spoken with, by client."""

    names: Mapping[str, str]
    start: time
    until: time
    place: PlaceKind


@dataclass(frozen=True, slots=True)
class MyWork:
    """`mine`: what the user is to do; `others`: what waits for somebody else. Both by day, the first page of each."""

    appointments: Sequence[AppointmentLine]
    mine: ClientPage
    others: ClientPage


@dataclass(frozen=True, slots=True)
class Member:
    """A caseworker's week: `minutes` that they work, without leave; `booked` minutes of conversations; `away` on one of
    its days, or None."""

    caseworker: Caseworker
    minutes: int
    conversations: int
    booked: int
    away: Leave | None


@dataclass(frozen=True, slots=True)
class TeamView:
    """`members`: in this week, which begins on `monday`; they and `owners` are a part of all, of whom there are at
    `most` so many."""

    control: Control
    monday: date
    members: Sequence[Member]
    weeks: Sequence[Week]
    owners: Sequence[OwnerLine]
    most: int

    @property
    def red_weeks(self) -> Sequence[Week]:
        """With more conversations than fit."""
        return [week for week in self.weeks if week.over]
