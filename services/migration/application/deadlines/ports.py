"""What counting terms, and keeping deadlines, ask of the world."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

from services.migration.application.deadlines.views import DeadlineFilter, DeadlineLine
from services.migration.domain.deadlines.changes import Change
from services.migration.domain.deadlines.open_deadlines import Deadline
from shared.access import User
from shared.calendar.days import LegalCalendar
from shared.law.book import LawBook
from shared.looks.purpose import Purpose
from shared.region.policy import Choice


class DeadlineStore(Protocol):
    """The deadlines of every route. A use case of a route saves them in the transaction of its step."""

    def of(self, client_ids: Iterable[str]) -> Mapping[str, Sequence[Deadline]]:
        """Those of each of these clients that have any, open and closed; in the order of route, first day, kind and
        number."""

    def save(self, deadlines: Sequence[Deadline]) -> None:
        """Adds those that are new and replaces the others, by client, route, kind and number; each at most once."""

    def drop(self, deadlines: Iterable[Deadline]) -> None:
        """Takes these away, for a step that is undone on the same day. One that is not there changes nothing."""

    def with_open(self) -> Iterator[Sequence[Deadline]]:
        """Every route with an open deadline, whole, in batches: the deadlines of one route stand together."""

    def in_default_since(self, day: date) -> Sequence[str]:
        """Clients of whom the weeks without a penalty ended before this day without a decision, and no term to fix the
        penalty began since."""

    def note(self, changes: Sequence[Change]) -> None:
        """Keeps what was counted again, for whoever has to tell the client. Of two changes of one deadline on one day
        the first old day and the last new day are kept."""

    def basis(self) -> str:
        """What the deadlines were last counted with; empty when that was never kept."""

    def keep_basis(self, basis: str) -> None: ...


class DeadlineQueries(Protocol):
    """`municipalities` limits what is read to the deadlines that the asker's municipalities have to keep."""

    def lines(
        self,
        municipalities: frozenset[str],
        wanted: DeadlineFilter,
        today: date,
        *,
        skip: int,
        take: int,
    ) -> Sequence[DeadlineLine]:
        """Open deadlines without the names of their clients."""

    def count(self, municipalities: frozenset[str], wanted: DeadlineFilter, today: date, most: int) -> int:
        """How many there are, but no more than `most`."""

    def changes(self, municipalities: frozenset[str], *, skip: int, take: int) -> Sequence[Change]:
        """The last ones first."""

    def count_changes(self, municipalities: frozenset[str]) -> int: ...


class People(Protocol):
    def people(self, client_ids: Iterable[str]) -> Mapping[str, tuple[str, str]]:
        """Name and municipality of those of the clients that are known."""


class ReadLog(Protocol):
    def write(self, user: User, subjects: Iterable[str], purpose: Purpose) -> None:
        """One look at all these persons, written before the data is shown."""


class Work(Protocol):
    @property
    def law(self) -> LawBook: ...

    @property
    def calendar(self) -> LegalCalendar: ...


class KeepingWork(Work, Protocol):
    @property
    def deadlines(self) -> DeadlineStore: ...

    def choice(self, municipality: str, key: str, day: date) -> Choice:
        """What a municipality chose for a day, or the default."""


class ReadingWork(KeepingWork, Protocol):
    @property
    def today(self) -> date: ...

    @property
    def clients(self) -> People: ...

    @property
    def deadline_queries(self) -> DeadlineQueries: ...

    @property
    def read_log(self) -> ReadLog: ...
