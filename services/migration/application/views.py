"""What screens, API and commands are shown. Reading only; `municipalities` limits it to whom the asker works for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from services.migration.domain.agenda import Plan
from services.migration.domain.clients import DeliveredFunction
from services.migration.domain.facts import FunctionRight
from services.migration.domain.states import PersonState

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
    among them in the state PLANNED, whose right still runs.
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
    """`state` and `month` (a first day) are None for all; `overdue`: only who should have had a decision by now; `name`
    is part of a surname, with or without its prefix, or the whole number of an indication decision; empty for all."""

    municipalities: frozenset[str]
    state: PersonState | None = None
    month: date | None = None
    overdue: bool = False
    name: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class ClientLine:
    """`first_end`: the first last day of a right that ran on the day of the first delivery."""

    id: str
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

    id: str
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


class Views(Protocol):
    def counts(self, municipalities: frozenset[str] | None = None) -> Counts:
        """Over these municipalities; over all for None."""

    def year(self, municipalities: frozenset[str]) -> Year: ...

    def clients(self, wanted: Filter) -> ClientPage:
        """At most PAGE_SIZE clients, by surname."""

    def client(self, client_id: str) -> ClientFile:
        """Raises UnknownClient."""
