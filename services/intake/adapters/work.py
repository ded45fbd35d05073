"""The transactions of intake: what a use case works with, made of real parts."""

from collections.abc import Iterator, Mapping, Set
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from services.intake.adapters.access.queries import GrantQueries
from services.intake.adapters.access.stores import GrantingTable
from services.intake.adapters.database import OF_CLIENT, messaging, metadata
from services.intake.adapters.delivery.outside.archive import FileArchive
from services.intake.adapters.delivery.queries import DeliveryQueries
from services.intake.adapters.delivery.stores import DeliveryTable, RowTable
from services.intake.adapters.events import encode
from services.intake.adapters.forgetting.stores import DeliveredTable, ForgettingTable
from services.intake.adapters.person.stores import HeldBackTable, PersonTable
from services.intake.adapters.repair.queries import HeldBackQueries
from services.intake.adapters.sign_in.stores import EndedSessionTable
from services.intake.application.access.ports import Grantings
from services.intake.application.delivery.ports import Deliveries, Rows
from services.intake.application.delivery.ports import ReadLog as ReadLogPort
from services.intake.application.forgetting.ports import Delivered, Forgettings, KeyDestroyer
from services.intake.application.forgetting.ports import Erasure as ErasurePort
from services.intake.application.person.ports import ForgottenClients, HeldBack, Persons
from services.intake.application.sign_in.ports import EndedSessions, IdentityProvider
from services.intake.domain.delivery.deliveries import Delivery
from services.intake.domain.person.identity import Identities
from shared.doors import SignInDoor
from shared.events.tracing import new_traceparent
from shared.granting import Grants
from shared.law.book import LawBook
from shared.looks.written import ReadLog
from shared.messaging.forgetting import Erasure
from shared.messaging.unit import Database, Unit
from shared.messaging.work import Recorder
from shared.messaging.worker import PASSING
from shared.region.policy import Choice, choosables
from shared.region.values import ServedRegion
from shared.web.signed_in import SignIn


class Queries(DeliveryQueries, HeldBackQueries, GrantQueries):
    """What screens, API and commands read, of all columns."""


class Work(Recorder):
    """One open transaction, with the stores of all columns. The read log is written in a transaction of its own: what
    a user is about to see is logged also when showing it fails."""

    def __init__(self, unit: Unit, database: Database, identities: Identities, region: ServedRegion) -> None:
        super().__init__(unit, encode)
        self.deliveries: Deliveries = DeliveryTable(unit.connection)
        self.rows: Rows = RowTable(unit.connection)
        self.persons: Persons = PersonTable(unit.connection)
        self.held_back: HeldBack = HeldBackTable(unit.connection)
        self.grantings: Grantings = GrantingTable(unit.connection)
        self.forgettings: Forgettings = (forgettings := ForgettingTable(unit.connection))
        self.forgotten_clients: ForgottenClients = forgettings
        self.delivered: Delivered = DeliveredTable(unit.connection)
        self.erasure: ErasurePort = Erasure(unit.connection, messaging, metadata, OF_CLIENT)
        self.ended_sessions: EndedSessions = EndedSessionTable(unit.connection)
        self.queries = Queries(unit.connection)
        self.read_log: ReadLogPort = ReadLog(database)
        self.identities = identities
        self.region = region
        self._database = database

    @property
    def moment(self) -> datetime:
        return self._unit.moment

    @property
    def traceparent(self) -> str:
        return self._unit.traceparent

    def choice(self, municipality: str, key: str, day: date) -> Choice:
        if self.region.serves(municipality):
            return self.region.choice(municipality, key, day)
        return choosables()[key].default

    def lock(self, names: Set[str]) -> None:
        self._database.lock_subjects(self._unit.connection, set(names))


@dataclass(frozen=True, slots=True)
class Works:
    """Begins transactions on the service's database."""

    database: Database
    archive: FileArchive
    identities: Identities
    region: ServedRegion
    accept_demo_numbers: bool
    law: LawBook
    keys: KeyDestroyer

    @property
    def passing(self) -> tuple[type[Exception], ...]:
        return PASSING

    @contextmanager
    def begin(self) -> Iterator[Work]:
        with self.database.unit() as unit:
            yield Work(unit, self.database, self.identities, self.region)

    @contextmanager
    def begin_for(self, delivery: Delivery) -> Iterator[Work]:
        with self.database.unit(delivery.traceparent or "", silent=delivery.silent) as unit:
            yield Work(unit, self.database, self.identities, self.region)

    @contextmanager
    def begin_silently(self) -> Iterator[Work]:
        """For what the log tells already."""
        with self.database.unit(silent=True) as unit:
            yield Work(unit, self.database, self.identities, self.region)

    @contextmanager
    def read(self) -> Iterator[Work]:
        with self.database.reading() as connection:
            unit = Unit(connection, self.database.service, self.database.clock.now(), new_traceparent(), silent=True)
            yield Work(unit, self.database, self.identities, self.region)


@dataclass(frozen=True, slots=True)
class SignInWorks:
    """What signing in needs beside the service's own transactions."""

    works: Works
    providers: Mapping[SignInDoor, IdentityProvider]
    sign_in: SignIn

    @property
    def grants(self) -> Grants:
        return self.sign_in.grants

    def mark(self, *words: str) -> str:
        return self.sign_in.mark(*words)

    def now(self) -> int:
        return int(self.sign_in.now())

    @property
    def accept_demo_numbers(self) -> bool:
        return self.works.accept_demo_numbers

    def read(self) -> AbstractContextManager[Work]:
        return self.works.read()

    def begin(self) -> AbstractContextManager[Work]:
        return self.works.begin()
