"""What the reading use cases ask of the world."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from services.migration.application.control.views import ClientFile, ClientPage, Counts, Filter, Year
from shared.access import User


class Queries(Protocol):
    """`municipalities` limits what is read to the clients that the asker works for; `today` decides who is overdue."""

    def counts(self, municipalities: frozenset[str] | None, today: date) -> Counts:
        """Over all municipalities for None."""

    def year(self, municipalities: frozenset[str], today: date) -> Year: ...

    def clients(self, municipalities: frozenset[str], wanted: Filter, today: date) -> ClientPage:
        """At most PAGE_SIZE clients, by surname."""

    def client(self, client_id: str, today: date) -> ClientFile:
        """Raises UnknownClient."""


class ReadLog(Protocol):
    def write(self, user: User, subjects: Iterable[str], purpose: str) -> None:
        """One line per person, written before the data is shown; `purpose` is Dutch."""


class Work(Protocol):
    @property
    def today(self) -> date: ...

    @property
    def queries(self) -> Queries: ...

    @property
    def read_log(self) -> ReadLog: ...
