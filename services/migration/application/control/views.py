"""What screens, API and commands show of clients: in a list, and one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from services.migration.domain.control.answers import OpenAnswer
from services.migration.domain.control.became import Became
from services.migration.domain.control.handled import HandOver, LookedAt
from services.migration.domain.control.kept_promises import KeptPromise
from services.migration.domain.control.late_tellings import ToldLate
from services.migration.domain.control.lists import WorkList
from services.migration.domain.control.searching import Search
from services.migration.domain.control.standings import HeldBack, Standing
from services.migration.domain.control.steps import Finished, FinishedReason, NextStep, Owner, Task, Team
from services.migration.domain.deadlines.penalties_due import PenaltyDue
from services.migration.domain.planning.plans import Plan
from services.migration.domain.rights.clients import DeliveredFunction
from services.migration.domain.rights.facts import FunctionRight
from services.migration.domain.rights.states import PersonState
from services.migration.domain.route.route import Route
from services.migration.domain.route.states import EndReason, RouteState, StepKind

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
    Monday of a week. `owner`: the id of a person, a team, or NOBODY; `waiting`: whether somebody else is to act.
    `broken`: the step that keeps a promise is too late, whatever comes first."""

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
    became: Became | None = None
    broken: Task | None = None
    sort: SortBy = SortBy.NAME
    descending: bool = False
    page: int = 1
    size: int = PAGE_SIZE

    @property
    def is_about_steps(self) -> bool:
        by_step = (self.task, self.window, self.finished, self.owner, self.waiting)
        return any(each is not None for each in by_step)

    @property
    def is_only_what_became(self) -> bool:
        """At most with the step that is to be done."""
        asked = any(each is not None for each in (self.window, self.finished, self.owner, self.waiting, self.broken))
        step = self.task is None or self.became is Became.TO_DO
        return self.became is not None and step and not asked and not self.is_narrowed

    @property
    def is_only_broken(self) -> bool:
        return self.broken is not None and not (self.is_about_steps or self.is_narrowed or self.became)

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
class FunctionFile:
    """A function as delivered, and the right that was found for it."""

    delivered: DeliveredFunction
    right: FunctionRight


@dataclass(frozen=True, slots=True)
class Notes:
    """What is open about a client, the first one first, and what people recorded beside the route. `owners`: by the
    ids of the answers, whose they are. `told_late`: letters that told of the end of a right too late."""

    open: Sequence[NextStep]
    hand_overs: Sequence[HandOver]
    looked_at: Sequence[LookedAt]
    answers: Sequence[OpenAnswer]
    owners: Mapping[str, Owner]
    told_late: Sequence[ToldLate] = ()


@dataclass(frozen=True, slots=True)
class ClientFile:
    """Everything about one client. `plan` is None when nothing is planned for this revision; `due`: the day by which
    the decision must be there; `lists`: those on which the client is today; `held_back`: a newer delivery of which all
    rows are held back. `route`: the last one; None when no step was ever taken. `offer_until`: the last day of the
    old right by an offer that the client accepted in any route. `penalties`: for deciding too late, as they are
    today. `unsent_on`: the day of a visit that is near, of which the letter still lies here."""

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
    offer_until: date | None = None
    unsent_on: date | None = None
    penalties: Sequence[PenaltyDue] = ()

    @property
    def deceased_on(self) -> date | None:
        """By a delivery, or because somebody recorded it."""
        ended = self.route.last(StepKind.END) if self.route is not None else None
        recorded = ended is not None and ended.details["reason"] == EndReason.DIED
        return self.died_on or (ended.on if ended is not None and recorded else None)

    def stops_on(self, right: FunctionRight, day: date) -> date:
        """The last day of a right, or of its pgb, that would end on `day`: an accepted offer or a death can end it
        sooner."""
        ends = (self.accepted_until(right), self.deceased_on)
        return min([day, *(each for each in ends if each is not None)])

    def accepted_until(self, right: FunctionRight) -> date | None:
        """The last day of a right that an accepted offer ends before its own; None for others."""
        until = self.offer_until
        if until is None or right.right_until is None or right.reassess_before_end_of is None:
            return None
        return until if until < right.right_until else None

    @property
    def waits(self) -> bool:
        """Until a day that was agreed."""
        return self.route is not None and self.route.state is RouteState.ON_HOLD

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
class LatePromisePage:
    """Promises that were kept late, the latest first. `names`: of the clients, by id."""

    kept: Sequence[KeptPromise]
    names: Mapping[str, str]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))
