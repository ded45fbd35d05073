"""What screens, API and commands show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.migration.domain.planning.plans import Plan
from services.migration.domain.rights.clients import DeliveredFunction
from services.migration.domain.rights.facts import FunctionRight
from services.migration.domain.rights.states import PersonState

PAGE_SIZE = 50


class UnknownClient(LookupError):
    """There is no client with this id."""


@dataclass(frozen=True, slots=True)
class Week:
    """A week by its Monday: persons whose first right to reassess ends in it, decisions due in it, and persons
    without a right to reassess whose first other right (youth, protected living) ends in it."""

    monday: date
    ending: int
    decisions: int
    others: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """Persons per state (all of them) as it is today, and reassessments: planned, without a plan, over capacity, late.

    `overdue`: the day on which the decision was due has passed, and no decision is known here; `overdue_running`: those
    among them in the state TO_REASSESS, whose right still runs.
    """

    states: Mapping[PersonState, int]
    planned: int
    unplanned: int
    over_capacity: int
    late: int
    overdue: int
    overdue_running: int


@dataclass(frozen=True, slots=True)
class Year:
    """`weeks` through the last one in which a right to reassess ends or a decision is due. `later`: persons whose other
    right ends after them. `refusals`: why deliveries could not be planned."""

    counts: Counts
    weeks: Sequence[Week]
    later: int
    refusals: Sequence[str]


@dataclass(frozen=True, slots=True)
class Filter:
    """`state`, `month` (a first day) and `name` are None for all; `overdue`: only clients whose decision was due before
    today; `name` is part of a surname, with or without its prefix, or the whole number of an indication decision."""

    state: PersonState | None = None
    month: date | None = None
    overdue: bool = False
    name: str | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class ClientLine:
    """`first_end`: the first last day of a right that ran on the day of the first delivery."""

    client_id: str
    name: str
    birth_date: date
    municipality: str
    state: PersonState
    first_end: date | None
    week: date | None


@dataclass(frozen=True, slots=True)
class ClientPage:
    lines: Sequence[ClientLine]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))


@dataclass(frozen=True, slots=True)
class FunctionFile:
    """A function as delivered, and the right that was found for it."""

    delivered: DeliveredFunction
    right: FunctionRight


@dataclass(frozen=True, slots=True)
class ClientFile:
    """Everything about one client. `plan` is None when nothing is planned for this revision."""

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
    state: PersonState
    reassess_until: date | None
    functions: Sequence[FunctionFile]
    plan: Plan | None
