"""What screens and API show of deadlines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from services.migration.domain.deadlines.changes import Change
from services.migration.domain.deadlines.objections import Judgement
from services.migration.domain.deadlines.open_deadlines import Deadline
from services.migration.domain.deadlines.penalties import Penalty
from services.migration.domain.deadlines.terms import TermKind
from shared.calendar.terms import Step

PAGE_SIZE = 50
COUNTED_MAX = 1000
"""Beyond this a list is not counted any further; a filter is the way."""
PAGES_MAX = COUNTED_MAX // PAGE_SIZE
EXPORTED_MAX = 10_000
"""So many lines are in a file at most."""


class UnknownClient(LookupError):
    """There is no client with this id."""


class Due(StrEnum):
    """When an open deadline ends by the law, also when a later day was told (Awb 4:14(1)): in the past, or from today
    on within so many weeks."""

    OVERDUE = "overdue"
    IN_2 = "2"
    IN_4 = "4"
    IN_8 = "8"

    def days(self, today: date) -> tuple[date, date]:
        """First and last day of the last days that are meant."""
        if self is Due.OVERDUE:
            return date.min, today - timedelta(days=1)
        return today, today + timedelta(weeks=int(self.value))


class SortBy(StrEnum):
    LAST_DAY = "due"
    STARTED = "started"


@dataclass(frozen=True, slots=True)
class CalculatedTerm:
    """A term as it was asked for. `law_last_day`: the last day that the law gives, also when a later one was told.
    `penalty`: what follows a default, and `appeal_from` when one can go to court for it; `judgement`: of the objection
    that was asked about."""

    raw_last_day: date
    last_day: date
    steps: Sequence[Step]
    law_last_day: date
    penalty: Penalty | None
    appeal_from: date | None
    judgement: Judgement | None


@dataclass(frozen=True, slots=True)
class DeadlineFilter:
    """Which open deadlines; None for all."""

    kind: TermKind | None = None
    due: Due | None = None
    sort: SortBy = SortBy.LAST_DAY
    descending: bool = False


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """An open deadline in a list. `name`: of the client."""

    client_id: str
    municipality: str
    route: int
    kind: TermKind
    number: int
    started_on: date
    last_day: date
    law_last_day: date
    name: str = ""


@dataclass(frozen=True, slots=True)
class DeadlinePage:
    """`total`: how many there are, or were counted when there are `more`."""

    lines: Sequence[DeadlineLine]
    total: int
    page: int
    more: bool = False

    @property
    def pages(self) -> int:
        return min(PAGES_MAX, max(1, -(-self.total // PAGE_SIZE)))


@dataclass(frozen=True, slots=True)
class ClientDeadlines:
    """Everything about the deadlines of one client, open and closed, of the municipalities of who asks."""

    client_id: str
    name: str
    municipality: str
    deadlines: Sequence[Deadline]

    @property
    def correctable(self) -> Sequence[Deadline]:
        """Of the last route those of which the first day still matters: what is open, and the term for objecting."""
        last = max((one.of.route for one in self.deadlines), default=0)
        here = [one for one in self.deadlines if one.of.route == last]
        decided = any(one.kind is TermKind.DECISION_ON_OBJECTION and not one.is_open for one in here)
        return [one for one in here if one.still_counts and not (decided and one.kind is TermKind.OBJECTION)]


@dataclass(frozen=True, slots=True)
class ChangePage:
    """Deadlines that were counted again, the last ones first. `names`: of the clients, by id."""

    changes: Sequence[Change]
    names: Mapping[str, str]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))
