"""What a use case of migration works with: one open transaction, with the stores of all columns."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection

from services.migration.adapters.control.queries import TableQueries
from services.migration.adapters.control.standings import StandingTable
from services.migration.adapters.control.stores import (
    EndTable,
    HandledTable,
    KeptPromiseTable,
    LateTellingTable,
    OpenAnswerTable,
)
from services.migration.adapters.database import OF_CLIENT, look_reason, messaging, metadata, tick
from services.migration.adapters.deadlines.queries import TableDeadlineQueries
from services.migration.adapters.deadlines.stores import DeadlineTable
from services.migration.adapters.events import Happened, encode
from services.migration.adapters.planning.queries import HouseholdQueries
from services.migration.adapters.planning.stores import AppointmentTable, CaseworkerTable, DeliveryTable, PlanTable
from services.migration.adapters.rights.stores import ClientTable
from services.migration.adapters.route.stores import (
    ConversationTable,
    DecisionTable,
    ProlongationTable,
    RouteClientTable,
    RouteTable,
    may_be_spoken_with,
)
from services.migration.application.control.follow_ends import follow_ends
from services.migration.application.control.give_to_caseworkers import give_to_caseworkers
from services.migration.application.control.keep_lists import Happening, keep_lists
from services.migration.application.planning.ports import Planner
from services.migration.domain.planning.appointments import (
    AppointmentCancelled,
    AppointmentEvent,
    AppointmentMade,
    Attendee,
)
from services.migration.domain.planning.earliest import EarliestSlot
from services.migration.domain.planning.households import LaterRoute
from services.migration.domain.route.happened import StepTaken
from shared.calendar.days import LegalCalendar
from shared.events.envelope import Event
from shared.law.book import LawBook
from shared.looks.reasons import Reasons
from shared.looks.written import ReadLog
from shared.messaging.forgetting import Erasure
from shared.messaging.unit import Database, Unit
from shared.messaging.work import Recorder
from shared.region.policy import Choice, choosables
from shared.region.values import ServedRegion
from shared.ticks import Ticks


@dataclass(frozen=True, slots=True)
class Books:
    """What does not change while the service runs. `region`: what each municipality chose."""

    law: LawBook
    region: ServedRegion
    calendar: LegalCalendar


def nobody_is_kept(_work: "Work", _attendees: Sequence[Attendee]) -> Mapping[str, str]:
    return {}


def nobody_is_held_back(_work: "Work", _client_ids: Collection[str]) -> frozenset[str]:
    return frozenset()


def no_later_route(_work: "Work", _client_id: str) -> LaterRoute | None:
    return None


def nothing_follows(_work: "Work", _event: AppointmentEvent) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What later columns say to planning, which does not know them. `kept`: who is not to be spoken with now, and why
    (see AppointmentWork.kept_from_conversation); `held_back`: to whom no letter goes now (AppointmentWork.held_back);
    `later`: a later route of a client that asks for a conversation;
    `follow`: what they do in the same transaction about an appointment that was made or cancelled, where a Refused of
    theirs rolls all back. `planner`: what gives a week its times."""

    kept: Callable[["Work", Sequence[Attendee]], Mapping[str, str]] = nobody_is_kept
    held_back: Callable[["Work", Collection[str]], frozenset[str]] = nobody_is_held_back
    later: Callable[["Work", str], LaterRoute | None] = no_later_route
    follow: Callable[["Work", AppointmentEvent], None] = nothing_follows
    planner: Planner = field(default_factory=EarliestSlot)


class Work(Recorder):
    def __init__(
        self,
        unit: Unit,
        database: Database,
        books: Books,
        causes: Iterable[Event] = (),
        neighbours: Neighbours | None = None,
    ) -> None:
        super().__init__(unit, encode, causes)
        self._neighbours = neighbours or Neighbours()
        self._connection: Connection = unit.connection
        self._happened: list[Happening] = []
        self._database = database
        self.law = books.law
        self._region = books.region
        self.calendar = books.calendar
        self.clients = ClientTable(unit.connection)
        self.plans = PlanTable(unit.connection)
        self.deliveries = DeliveryTable(unit.connection)
        self.routes = RouteTable(unit.connection)
        self.decisions = DecisionTable(unit.connection)
        self.conversations = ConversationTable(unit.connection)
        self.route_clients = RouteClientTable(unit.connection)
        self.prolongations = ProlongationTable(unit.connection)
        self.caseworkers = CaseworkerTable(unit.connection)
        self.appointments = AppointmentTable(unit.connection)
        self.households = HouseholdQueries(unit.connection, may_be_spoken_with)
        self.deadlines = DeadlineTable(unit.connection)
        self.deadline_queries = TableDeadlineQueries(unit.connection)
        self.standings = StandingTable(unit.connection)
        self.handled = HandledTable(unit.connection)
        self.ends = EndTable(unit.connection)
        self.open_answers = OpenAnswerTable(unit.connection)
        self.late_tellings = LateTellingTable(unit.connection)
        self.kept_promises = KeptPromiseTable(unit.connection)
        self.erasure = Erasure(unit.connection, messaging, metadata, OF_CLIENT)
        self.ticks = Ticks(database.engine, tick, database.clock)
        self.queries = TableQueries(unit.connection)
        self.read_log = ReadLog(database)
        self.reasons = Reasons(unit.connection, look_reason)

    @property
    def planner(self) -> Planner:
        return self._neighbours.planner

    def kept_from_conversation(self, attendees: Sequence[Attendee]) -> Mapping[str, str]:
        return self._neighbours.kept(self, attendees)

    def held_back(self, client_ids: Collection[str]) -> frozenset[str]:
        return self._neighbours.held_back(self, client_ids)

    def later_route(self, client_id: str) -> LaterRoute | None:
        return self._neighbours.later(self, client_id)

    def office(self, municipality: str, day: date) -> str:
        return self._region.contact(municipality, day).visiting_address

    def record(self, event: Happened) -> None:
        super().record(event)
        if isinstance(event, AppointmentMade | AppointmentCancelled):
            self._neighbours.follow(self, event)
        if isinstance(event, Happening):
            self._happened.append(event)

    def settle(self) -> None:
        """Lets lists and totals follow what happened so far; every transaction ends with it."""
        happened, self._happened = self._happened, []
        give_to_caseworkers(self, [event for event in happened if isinstance(event, AppointmentMade)])
        keep_lists(self, happened)
        follow_ends(self, [event for event in happened if isinstance(event, StepTaken)])

    def choice(self, municipality: str, key: str, day: date) -> Choice:
        if self._region.serves(municipality):
            return self._region.choice(municipality, key, day)
        return choosables()[key].default

    def lock(self, subjects: Iterable[str]) -> None:
        self._database.lock_subjects(self._connection, set(subjects))


class Works:
    """Opens transactions on the service's database."""

    def __init__(self, database: Database, books: Books, neighbours: Neighbours | None = None) -> None:
        self._database = database
        self._books = books
        self._neighbours = neighbours or Neighbours()

    @contextmanager
    def begin(self, traceparent: str = "") -> Iterator[Work]:
        with self._database.unit(traceparent, delays_erasing=True) as unit:
            work = self.on(unit)
            yield work
            work.settle()

    @contextmanager
    def read(self) -> Iterator[Work]:
        with self._database.reading() as connection:
            unit = Unit(connection, self._database.service, self._database.clock.now(), "", silent=True)
            yield Work(unit, self._database, self._books, neighbours=self._neighbours)

    def on(self, unit: Unit, causes: Iterable[Event] = ()) -> Work:
        """On a transaction that the worker opened, to handle the messages that are the causes."""
        return Work(unit, self._database, self._books, causes, self._neighbours)
