"""What counting terms, and keeping deadlines, ask of the world."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from services.migration.domain.deadlines.open_deadlines import Deadline
from shared.calendar.days import LegalCalendar
from shared.law.book import LawBook


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


class Work(Protocol):
    @property
    def law(self) -> LawBook: ...

    @property
    def calendar(self) -> LegalCalendar: ...


class KeepingWork(Work, Protocol):
    @property
    def deadlines(self) -> DeadlineStore: ...
