"""One open transaction with the stores of all columns: what the use cases of notifications work with."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

from services.notifications.adapters.client.queries import ClientQueries
from services.notifications.adapters.client.stores import (
    BudgetStore,
    RecipientStore,
    contribution_store,
    plan_store,
    right_store,
)
from services.notifications.adapters.database import read_log
from services.notifications.adapters.events import encode
from services.notifications.adapters.letters.outside.looks import looks_of
from services.notifications.adapters.letters.outside.senders import RegionSenders
from services.notifications.adapters.letters.outside.typst_pool import TypstRenderer
from services.notifications.adapters.letters.stores import LetterStore
from services.notifications.adapters.mailing.outside.printer import TypstPrinter
from services.notifications.adapters.mailing.outside.run_files import RunFolder
from services.notifications.adapters.mailing.queries import PrintRunQueries
from services.notifications.adapters.mailing.stores import PrintQueue, PrintRunStore
from services.notifications.adapters.notices.queries import NoticeQueries
from services.notifications.adapters.notices.stores import (
    EndingRightStore,
    NoticeRoundStore,
    NoticeStore,
    ProviderAnswerStore,
    ProviderClientStore,
    RouteFactStore,
)
from shared.calendar.days import LegalCalendar
from shared.events.envelope import Event
from shared.messaging.unit import Database, Unit
from shared.messaging.work import Recorder
from shared.region.policy import Choice, choosables
from shared.region.values import ServedRegion
from shared.web.read_log import ReadLog


class Queries(ClientQueries, PrintRunQueries, NoticeQueries):
    """What screens, API and commands read, of all columns."""


class Work(Recorder):
    def __init__(
        self,
        unit: Unit,
        causes: Iterable[Event],
        *,
        senders: RegionSenders,
        calendar: LegalCalendar,
        run_files: RunFolder,
        read_log: ReadLog,
        region: ServedRegion,
    ) -> None:
        super().__init__(unit, encode, causes)
        self.recipients = RecipientStore(unit.connection)
        self.rights = right_store(unit.connection)
        self.plans = plan_store(unit.connection)
        self.budgets = BudgetStore(unit.connection)
        self.contributions = contribution_store(unit.connection)
        self.letters = LetterStore(unit.connection)
        self.print_queue = PrintQueue(unit.connection)
        self.print_runs = PrintRunStore(unit.connection)
        self.ending_rights = EndingRightStore(unit.connection)
        self.notices = NoticeStore(unit.connection)
        self.route_facts = RouteFactStore(unit.connection)
        self.provider_clients = ProviderClientStore(unit.connection)
        self.notice_rounds = NoticeRoundStore(unit.connection)
        self.provider_answers = ProviderAnswerStore(unit.connection)
        self.queries = Queries(unit.connection)
        self.senders = senders
        self.calendar = calendar
        self.run_files = run_files
        self.read_log = read_log
        self._region = region

    def choice(self, municipality: str, key: str, day: date) -> Choice:
        if self._region.serves(municipality):
            return self._region.choice(municipality, key, day)
        return choosables()[key].default


class NotificationsWorks:
    """Opens the transactions, and has what works outside them: the renderer of one page and the printer of runs."""

    def __init__(self, database: Database, region: ServedRegion, calendar: LegalCalendar, run_files: RunFolder) -> None:
        self._database = database
        self._region = region
        self._senders = RegionSenders(region)
        self._calendar = calendar
        self._run_files = run_files
        self._read_log = ReadLog(database.engine, read_log, database.clock)
        looks = looks_of(region)
        self.renderer = TypstRenderer(looks)
        self.printer = TypstPrinter(run_files, looks)

    @contextmanager
    def begin(self) -> Iterator[Work]:
        with self._database.unit() as unit:
            yield self.on(unit)

    @contextmanager
    def read(self) -> Iterator[Work]:
        with self._database.reading() as connection:
            database = self._database
            yield self.on(Unit(connection, database.service, database.clock.now(), "", silent=True))

    def on(self, unit: Unit, causes: Iterable[Event] = ()) -> Work:
        """On a transaction that is open already; `causes` are the messages that are handled in it."""
        return Work(
            unit,
            causes,
            senders=self._senders,
            calendar=self._calendar,
            run_files=self._run_files,
            read_log=self._read_log,
            region=self._region,
        )
