"""What the use cases of control ask of the world."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from services.migration.application.control.views import ClientFile, ClientPage, Counts, Figures, Filter
from services.migration.application.planning import ports as planning
from services.migration.application.rights.ports import Rules
from services.migration.domain.control.deliveries import DeliveredPersons
from services.migration.domain.control.standings import Changed, Standing
from services.migration.domain.route.states import RouteState
from shared.access import User
from shared.calendar.days import LegalCalendar


class Standings(Protocol):
    """Where every client stands, with the lists and totals that follow from it."""

    def of(self, client_ids: Iterable[str]) -> Mapping[str, Standing]:
        """Those of the clients that are known. Keeps others from changing any until the transaction ends."""

    def save(self, changed: Sequence[Changed]) -> None:
        """Each client at most once; lists and totals follow."""

    def note(self, delivered: Sequence[DeliveredPersons]) -> None:
        """Adds the deliveries that are new."""


class RouteStates(Protocol):
    def states(self, client_ids: Iterable[str]) -> Mapping[str, RouteState]:
        """Of the first route, the reassessment, of each of these clients of whom a step was taken."""


class Keeping(Protocol):
    @property
    def standings(self) -> Standings: ...

    @property
    def routes(self) -> RouteStates: ...


class Queries(Protocol):
    """`municipalities` limits what is read to the clients that the asker works for; `today` decides who is overdue."""

    def counts(self, municipalities: frozenset[str] | None, today: date) -> Counts:
        """Over all municipalities for None."""

    def figures(self, municipalities: frozenset[str], today: date) -> Figures: ...

    def clients(self, municipalities: frozenset[str], wanted: Filter, today: date) -> ClientPage:
        """At most PAGE_SIZE clients."""

    def client(self, client_id: str, today: date) -> ClientFile:
        """Raises UnknownClient."""


class ReadLog(Protocol):
    def write(self, user: User, subjects: Iterable[str], purpose: str) -> None:
        """One line per person, written before the data is shown; `purpose` is Dutch."""


class Work(Rules, Protocol):
    @property
    def today(self) -> date: ...

    @property
    def calendar(self) -> LegalCalendar: ...

    @property
    def queries(self) -> Queries: ...

    @property
    def read_log(self) -> ReadLog: ...


class FileWork(Work, planning.AppointmentWork, Protocol):
    """A client's file shows what the other columns know."""
