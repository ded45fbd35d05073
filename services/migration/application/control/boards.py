"""What the screens over everybody show, or over the work of one person: the year, control, a team, my own work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from services.migration.application.control.views import ClientPage, Window
from services.migration.domain.control.became import Became
from services.migration.domain.control.deliveries import NotTransferred
from services.migration.domain.control.kept_promises import KeptCount
from services.migration.domain.control.lists import WorkList
from services.migration.domain.control.steps import FinishedReason, Task
from services.migration.domain.deadlines.changes import Change
from services.migration.domain.deadlines.penalties_due import PenaltyDue
from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.planning.caseworkers import Caseworker, Leave, PlaceKind
from services.migration.domain.rights.states import PersonState


@dataclass(frozen=True, slots=True)
class Counts:
    """Persons per state (all of them) as it is today, and per work list (all of them). `late_reports`: those among the
    overdue whose report after the reassessment waits for its decision."""

    states: Mapping[PersonState, int]
    lists: Mapping[WorkList, int]
    to_reassess: int
    late_reports: int = 0

    @property
    def planned(self) -> int:
        return self.to_reassess - self.lists[WorkList.WITHOUT_PLAN]

    @property
    def overdue_running(self) -> int:
        """Those among the overdue whose right to reassess still runs."""
        return self.lists[WorkList.OVERDUE] - self.states[PersonState.OVERDUE] - self.late_reports


@dataclass(frozen=True, slots=True)
class Week:
    """A week by its Monday. `conversations`: households; `capacity`: what fits, None when that is not known or the week
    is past. Persons: whose right to reassess ends in it, whose decision is due in it, and whose other right (youth,
    protected living) ends in it."""

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
    """`windows`: by the day on which the step is due. What nobody owns is counted on the rows themselves. `became` and,
    by next step, `to_do`: what became of everybody, each once. `promised`: by the step that keeps a promise, to whom
    one is open; `broken`: of whom it is too late, also when something else comes first; `after_plan`: of whom the
    decision is later than the day that the first letter announced."""

    clients: int
    steps: Mapping[Task, StepCount]
    finished: Mapping[FinishedReason, int]
    windows: Mapping[Window, int]
    without_owner: int
    overdue_without_owner: int
    never_transferred: Sequence[NeverTransferred]
    became: Mapping[Became, int]
    to_do: Mapping[Task, int]
    promised: Mapping[Task, int]
    broken: Mapping[Task, int]
    after_plan: int


@dataclass(frozen=True, slots=True)
class Control:
    """Everybody, once. Persons of whom intake accepted no row count among those with a next step, which is the repair
    at intake; `late_there` of them among the overdue. `told_late`: letters that told of the end of a right too late.
    `kept`: how often a promise of a letter was kept, by the step that keeps it."""

    counts: StepCounts
    late_there: int
    told_late: int
    kept: Mapping[Task, KeptCount]

    def open_promises(self, task: Task) -> int:
        """To how many something is promised of which the day is still to come."""
        return self.counts.promised[task] - self.counts.broken[task]

    @property
    def promises(self) -> Sequence[Task]:
        """The steps of which there is any promise to tell."""
        return [task for task, one in self.kept.items() if one.in_time or one.late or self.counts.promised[task]]

    @property
    def unexplained(self) -> int:
        """Of whom is not kept what became of them, as of a database from before that was kept."""
        return self.counts.clients - sum(self.counts.became.values()) - sum(self.counts.to_do.values())

    @property
    def broken_promises(self) -> int:
        return self.counts.after_plan + sum(self.counts.broken.values())

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
class MovedDays:
    """Last days that were counted again lately, the last ones first: as many as are shown, of `total`. `names`: of the
    clients, by id."""

    changes: Sequence[Change]
    names: Mapping[str, str]
    total: int


@dataclass(frozen=True, slots=True)
class MyWork:
    """`mine`: what the user is to do; `others`: what waits for somebody else. Both by day, the first page of each.
    `due`: how many of the first are due when. `moved`: of the clients of all these steps. `penalties`: by client those
    for deciding too late, as they are today. `unsent`: visits of the user that are near, of which the letter still lies
    here, by client with name and day."""

    appointments: Sequence[AppointmentLine]
    mine: ClientPage
    others: ClientPage
    due: Mapping[Window, int]
    moved: MovedDays
    penalties: Mapping[str, Sequence[PenaltyDue]]
    unsent: Mapping[str, tuple[str, date]] = field(default_factory=dict)


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
    `most` so many. `late`: by the kind of term to decide how many of those are over, whatever the state."""

    control: Control
    monday: date
    members: Sequence[Member]
    weeks: Sequence[Week]
    owners: Sequence[OwnerLine]
    most: int
    late: Mapping[TermKind, int]

    @property
    def red_weeks(self) -> Sequence[Week]:
        """With more conversations than fit."""
        return [week for week in self.weeks if week.over]
