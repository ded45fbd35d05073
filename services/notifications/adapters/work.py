"""One open transaction with the stores of all columns: what the use cases of notifications work with."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

from services.notifications.adapters.client.stores import (
    BudgetStore,
    ContributionChangeStore,
    RecipientStore,
    contribution_store,
    plan_store,
    right_store,
)
from services.notifications.adapters.database import OF_CLIENT, messaging, metadata
from services.notifications.adapters.events import encode
from services.notifications.adapters.letters.outside.letter_texts import LetterTexts, letter_texts
from services.notifications.adapters.letters.outside.looks import looks_of
from services.notifications.adapters.letters.outside.senders import RegionSenders
from services.notifications.adapters.letters.outside.typst_pool import TypstRenderer
from services.notifications.adapters.letters.stores import (
    LetterStopStore,
    LetterStore,
    RepresentativeStore,
    ReturnedCopyStore,
    ToldLateStore,
    WaitingLetterStore,
)
from services.notifications.adapters.looks.queries import LookQueries
from services.notifications.adapters.looks.stores import LookStore, OddLookStore
from services.notifications.adapters.mailing.outside.choices import RegionChoices
from services.notifications.adapters.mailing.outside.printer import TypstPrinter
from services.notifications.adapters.mailing.outside.run_files import RunFolder
from services.notifications.adapters.mailing.queries import PrintRunQueries
from services.notifications.adapters.mailing.stores import MailingStore, PrintQueue, PrintRunStore
from services.notifications.adapters.notices.queries import NoticeQueries
from services.notifications.adapters.notices.stores import (
    EndingRightStore,
    NoticeRoundStore,
    NoticeStore,
    ProviderAnswerStore,
    ProviderClientStore,
)
from services.notifications.adapters.portal.stores import VisitStore
from services.notifications.adapters.replies.outside.choices import AnswerChoices
from services.notifications.adapters.replies.outside.plan_files import PlanFolder
from services.notifications.adapters.replies.queries import ReplyQueries
from services.notifications.adapters.replies.stores import AnswerStore, StepOwnerStore
from services.notifications.adapters.route.stores import (
    StepStore,
    appointment_store,
    budget_stop_store,
    cancelled_appointment_store,
    confirmed_appointment_store,
    decision_store,
    right_ended_store,
    right_ending_store,
)
from shared.calendar.days import LegalCalendar
from shared.events.envelope import Event
from shared.looks.written import ReadLog
from shared.messaging.forgetting import Erasure
from shared.messaging.unit import Database, Unit
from shared.messaging.work import Recorder
from shared.region.policy import Choice
from shared.region.values import ServedRegion


class Queries(PrintRunQueries, NoticeQueries, ReplyQueries, LookQueries):
    """What screens, API and commands read, of all columns."""


class Work(Recorder):
    def __init__(
        self,
        unit: Unit,
        causes: Iterable[Event],
        *,
        senders: RegionSenders,
        choices: RegionChoices,
        texts: LetterTexts,
        calendar: LegalCalendar,
        run_files: RunFolder,
        plan_files: PlanFolder,
        read_log: ReadLog,
        answer_choices: AnswerChoices,
    ) -> None:
        super().__init__(unit, encode, causes)
        self.recipients = RecipientStore(unit.connection)
        self.rights = right_store(unit.connection)
        self.plans = plan_store(unit.connection)
        self.budgets = BudgetStore(unit.connection)
        self.contributions = contribution_store(unit.connection)
        self.contribution_changes = ContributionChangeStore(unit.connection)
        self.letters = LetterStore(unit.connection)
        self.waiting_letters = WaitingLetterStore(unit.connection)
        self.letter_stops = LetterStopStore(unit.connection)
        self.late_tellings = ToldLateStore(unit.connection)
        self.representatives = RepresentativeStore(unit.connection)
        self.returned_copies = ReturnedCopyStore(unit.connection)
        self.texts = texts
        self.print_queue = PrintQueue(unit.connection)
        self.print_runs = PrintRunStore(unit.connection)
        self.mailings = MailingStore(unit.connection)
        self.ending_rights = EndingRightStore(unit.connection)
        self.notices = NoticeStore(unit.connection)
        self.provider_clients = ProviderClientStore(unit.connection)
        self.notice_rounds = NoticeRoundStore(unit.connection)
        self.provider_answers = ProviderAnswerStore(unit.connection)
        self.queries = Queries(unit.connection)
        self.senders = senders
        self.choices = choices
        self.calendar = calendar
        self.run_files = run_files
        self.plan_files = plan_files
        self.erasure = Erasure(unit.connection, messaging, metadata, OF_CLIENT)
        self.read_log = read_log
        self.answer_choices = answer_choices
        self.appointments = appointment_store(unit.connection)
        self.cancelled_appointments = cancelled_appointment_store(unit.connection)
        self.confirmed_appointments = confirmed_appointment_store(unit.connection)
        self.steps = StepStore(unit.connection)
        self.decisions = decision_store(unit.connection)
        self.rights_ended = right_ended_store(unit.connection)
        self.rights_ending = right_ending_store(unit.connection)
        self.budget_stops = budget_stop_store(unit.connection)
        self.answers = AnswerStore(unit.connection)
        self.step_owners = StepOwnerStore(unit.connection)
        self.visits = VisitStore(unit.connection)
        self.looks = LookStore(unit.connection)
        self.odd_looks = OddLookStore(unit.connection)
        self.now = unit.moment

    def choice(self, municipality: str, key: str, day: date) -> Choice:
        return self.answer_choices.choice(municipality, key, day)


class NotificationsWorks:
    """Opens the transactions, and has what works outside them: the renderer of one page and the printer of runs."""

    def __init__(
        self,
        database: Database,
        region: ServedRegion,
        calendar: LegalCalendar,
        run_files: RunFolder,
        plan_files: PlanFolder,
    ) -> None:
        self._database = database
        self._answer_choices = AnswerChoices(region)
        self._senders = RegionSenders(region)
        self._choices = RegionChoices(region)
        self._texts = letter_texts()
        self._calendar = calendar
        self._run_files = run_files
        self._read_log = ReadLog(database)
        looks = looks_of(region)
        self.renderer = TypstRenderer(looks)
        self.printer = TypstPrinter(run_files, looks)
        self.plan_files = plan_files

    @contextmanager
    def begin(self) -> Iterator[Work]:
        with self._database.unit(delays_erasing=True) as unit:
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
            choices=self._choices,
            texts=self._texts,
            calendar=self._calendar,
            run_files=self._run_files,
            plan_files=self.plan_files,
            read_log=self._read_log,
            answer_choices=self._answer_choices,
        )
