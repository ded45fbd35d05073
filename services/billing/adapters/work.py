"""What the use cases of billing work with: the stores of all columns on one open transaction."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

from services.billing.adapters.client.stores import AssessedTable, RouteTable, facts_table, rights_table
from services.billing.adapters.contribution.stores import RegimeTable
from services.billing.adapters.database import OF_CLIENT, messaging, metadata
from services.billing.adapters.events import encode
from services.billing.adapters.ledger.stores import JournalTable
from services.billing.adapters.pgb.queries import BudgetQueries
from services.billing.adapters.pgb.stores import BudgetEndTable, BudgetTable, TotalsTable
from shared.events.envelope import Event
from shared.law.book import LawBook
from shared.looks.written import ReadLog
from shared.messaging.forgetting import Erasure
from shared.messaging.unit import Database, Unit
from shared.messaging.work import Recorder
from shared.region.policy import Choice, choosables
from shared.region.values import ServedRegion


class Work(Recorder):
    """`causes`: the batch of messages that is being handled."""

    def __init__(
        self, unit: Unit, law_book: LawBook, region: ServedRegion, read_log: ReadLog, causes: Iterable[Event] = ()
    ) -> None:
        super().__init__(unit, encode, causes)
        connection = unit.connection
        self._region = region
        self.law_book = law_book
        self.facts = facts_table(connection)
        self.rights = rights_table(connection)
        self.route = RouteTable(connection)
        self.assessed = AssessedTable(connection)
        self.regimes = RegimeTable(connection)
        self.holdings = BudgetTable(connection)
        self.budget_ends = BudgetEndTable(connection)
        self.totals = TotalsTable(connection)
        self.journal = JournalTable(connection)
        self.queries = BudgetQueries(connection)
        self.erasure = Erasure(connection, messaging, metadata, OF_CLIENT)
        self.read_log = read_log

    def choice(self, municipality: str, key: str, day: date) -> Choice:
        if self._region.serves(municipality):
            return self._region.choice(municipality, key, day)
        return choosables()[key].default


class BillingWorks:
    def __init__(self, database: Database, law_book: LawBook, region: ServedRegion) -> None:
        self._database = database
        self._law_book = law_book
        self._region = region
        self._read_log = ReadLog(database)

    def on(self, unit: Unit, causes: Iterable[Event] = ()) -> Work:
        """In a transaction that somebody else opened and commits."""
        return Work(unit, self._law_book, self._region, self._read_log, causes)

    @contextmanager
    def begin(self) -> Iterator[Work]:
        with self._database.unit(delays_erasing=True) as unit:
            yield self.on(unit)

    @contextmanager
    def read(self) -> Iterator[Work]:
        with self._database.reading() as connection:
            yield self.on(Unit(connection, self._database.service, self._database.clock.now(), "", silent=True))
