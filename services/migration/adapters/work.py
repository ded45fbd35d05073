"""What a use case of migration works with: one open transaction, with the stores of all columns."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from services.migration.adapters.control.queries import TableQueries
from services.migration.adapters.control.stores import StandingTable
from services.migration.adapters.database import read_log
from services.migration.adapters.deadlines.queries import TableDeadlineQueries
from services.migration.adapters.deadlines.stores import DeadlineTable
from services.migration.adapters.events import encode
from services.migration.adapters.planning.stores import DeliveryTable, PlanTable
from services.migration.adapters.rights.stores import ClientTable
from services.migration.application.control.keep_lists import keep_lists
from services.migration.domain.planning.plans import ReassessmentPlanned
from services.migration.domain.rights.clients import RightDetermined
from shared.calendar.days import LegalCalendar
from shared.events.envelope import Event
from shared.law.book import LawBook
from shared.messaging.unit import Database, Unit
from shared.messaging.work import Recorder
from shared.region.policy import Choice, choosables
from shared.region.values import ServedRegion
from shared.web.read_log import ReadLog


@dataclass(frozen=True, slots=True)
class Books:
    """What does not change while the service runs. `region`: what each municipality chose."""

    law: LawBook
    region: ServedRegion
    calendar: LegalCalendar


class Work(Recorder):
    def __init__(self, unit: Unit, database: Database, books: Books, causes: Iterable[Event] = ()) -> None:
        super().__init__(unit, encode, causes)
        self._connection: Connection = unit.connection
        self._happened: list[RightDetermined | ReassessmentPlanned] = []
        self._database = database
        self.law = books.law
        self._region = books.region
        self.calendar = books.calendar
        self.clients = ClientTable(unit.connection)
        self.plans = PlanTable(unit.connection)
        self.deliveries = DeliveryTable(unit.connection)
        self.deadlines = DeadlineTable(unit.connection)
        self.deadline_queries = TableDeadlineQueries(unit.connection)
        self.standings = StandingTable(unit.connection)
        self.queries = TableQueries(unit.connection)
        self.read_log = ReadLog(database.engine, read_log, database.clock)

    def record(self, event: RightDetermined | ReassessmentPlanned) -> None:
        super().record(event)
        self._happened.append(event)

    def settle(self) -> None:
        """Lets lists and totals follow what happened so far; every transaction ends with it."""
        happened, self._happened = self._happened, []
        keep_lists(self, happened)

    def choice(self, municipality: str, key: str, day: date) -> Choice:
        if self._region.serves(municipality):
            return self._region.choice(municipality, key, day)
        return choosables()[key].default

    def lock(self, municipalities: Iterable[str]) -> None:
        self._database.lock_subjects(self._connection, set(municipalities))


class Works:
    """Opens transactions on the service's database."""

    def __init__(self, database: Database, books: Books) -> None:
        self._database = database
        self._books = books

    @contextmanager
    def begin(self, traceparent: str = "") -> Iterator[Work]:
        with self._database.unit(traceparent) as unit:
            work = self.on(unit)
            yield work
            work.settle()

    @contextmanager
    def read(self) -> Iterator[Work]:
        with self._database.reading() as connection:
            unit = Unit(connection, self._database.service, self._database.clock.now(), "", silent=True)
            yield Work(unit, self._database, self._books)

    def on(self, unit: Unit, causes: Iterable[Event] = ()) -> Work:
        """On a transaction that the worker opened, to handle the messages that are the causes."""
        return Work(unit, self._database, self._books, causes)
