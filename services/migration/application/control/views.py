"""What screens, API and commands show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from services.migration.domain.control.deliveries import NotTransferred
from services.migration.domain.control.lists import WorkList
from services.migration.domain.control.searching import Search
from services.migration.domain.control.standings import HeldBack
from services.migration.domain.planning.plans import Plan
from services.migration.domain.rights.clients import DeliveredFunction
from services.migration.domain.rights.facts import FunctionRight
from services.migration.domain.rights.states import PersonState

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


class Moment(StrEnum):
    """What happens in a week."""

    CONVERSATION = "week"
    LAST_DAY = "ending"
    DUE = "decision"


@dataclass(frozen=True, slots=True)
class Filter:
    """What to show; None for all. `month` is a first day, and counts the last day; `weeks`: by what happens in it the
    Monday of a week."""

    work_list: WorkList | None = None
    state: PersonState | None = None
    month: date | None = None
    weeks: Mapping[Moment, date] = field(default_factory=dict)
    search: Search | None = None
    sort: SortBy = SortBy.NAME
    descending: bool = False
    page: int = 1


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
class ClientFile:
    """Everything about one client. `plan` is None when nothing is planned for this revision; `due`: the day by which
    the decision must be there; `lists`: those on which the client is today; `held_back`: a newer delivery of which all
    rows are held back."""

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
