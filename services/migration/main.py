"""The composition root of migration: the only place that knows what is real."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from services.migration.adapters.control.events import CLIENT_FORGOTTEN
from services.migration.adapters.database import business_tables, compared_tables, kept_search, messaging
from services.migration.adapters.database import tick as tick_days
from services.migration.adapters.work import Books, Neighbours, Work, Works
from services.migration.application.control.count_control import count_control
from services.migration.application.control.find_held_back import find_held_back
from services.migration.application.planning.plan_reassessments import plan_reassessments
from services.migration.application.route.find_later_route import find_later_route
from services.migration.application.route.follow_appointment import FollowAppointment, follow_appointment
from services.migration.application.route.keep_from_conversation import keep_from_conversation
from services.migration.domain.control.lists import WorkList
from services.migration.domain.deadlines.sentences import SAID as SAID_OF_TERMS
from services.migration.domain.planning.appointments import AppointmentEvent, AppointmentMade, Attendee
from services.migration.domain.rights.sentences import said_of_rights
from services.migration.domain.route.reasons import SAID as SAID_OF_DECISIONS
from services.migration.domain.route.route import BY_EVENT, by_user
from services.migration.entrypoints.clock import tick
from services.migration.entrypoints.consumer import SUBSCRIPTIONS, handlers, restore_own_plans
from services.migration.entrypoints.control.api import add_clients
from services.migration.entrypoints.control.boards import boards
from services.migration.entrypoints.control.pages import pages
from services.migration.entrypoints.deadlines.api import add_terms
from services.migration.entrypoints.deadlines.pages import deadline_pages
from services.migration.entrypoints.planning.api import add_appointments
from services.migration.entrypoints.planning.pages import appointment_pages
from services.migration.entrypoints.rights.api import add_rights
from services.migration.entrypoints.route.api import add_route
from services.migration.entrypoints.route.pages import route_pages
from services.migration.settings import read_settings
from shared.calendar.dutch import read_calendar
from shared.clock import Clock
from shared.database import open_engine
from shared.law.book import LawBook
from shared.law.files import read_law_book
from shared.law.sentences import check_sentences
from shared.looks.written import ReadLog
from shared.messaging.forgetting import not_forgotten, passing_over, tidying
from shared.messaging.outbox import Relay
from shared.messaging.rebuild import rebuild, whole_log
from shared.messaging.unit import Database, Unit
from shared.messaging.worker import Handler, Worker
from shared.migrations import upgrade
from shared.region.values import ServedRegion
from shared.service import Service, nothing_to_prepare
from shared.ticks import Ticks
from shared.transport.contract import Transport
from shared.transport.topics import TOPICS
from shared.web.api import Api
from shared.web.app import WebContext
from shared.web.parked import ParkedMessages
from shared.web.parked_api import add_parked
from shared.web.searches import KeptSearches
from shared.web.steps import RecordedSteps, add_steps

SERVICE = "migration"
HERE = Path(__file__).parent
LAW = HERE / "law"
API_TITLE = "Migratie: rechten en herbeoordelingen"
API_DESCRIPTION = "Welk recht iemand houdt, tot wanneer en waarom; termijnen; en het dossier van een cliënt."


def build(environment: Mapping[str, str], *, transport: Transport, clock: Clock, law: Path = LAW) -> Service:
    """Ties the use cases to database, log and law book. Raises SettingsError or LawError that names what is wrong."""
    settings = read_settings(environment)
    engine = open_engine(settings.database_url)
    database = Database(
        service=SERVICE, organisation=settings.region.organisation, engine=engine, messaging=messaging, clock=clock
    )
    return Migration(database, transport, open_works(database, settings.region, law), settings.region.codes).service()


def open_works(database: Database, region: ServedRegion, law: Path = LAW) -> Works:
    """Transactions on the service's database, also for a demo that acts as people do. Raises LawError."""
    return Works(database, Books(read_law(law), region, read_calendar()), NEIGHBOURS)


def read_law(folder: Path = LAW) -> LawBook:
    """Raises LawError that names what is wrong, also in a sentence that nobody has read yet."""
    book = read_law_book(folder)
    check_sentences(book, {**said_of_rights(book), **SAID_OF_TERMS, **SAID_OF_DECISIONS})
    return book


def _kept(work: Work, attendees: Sequence[Attendee]) -> Mapping[str, str]:
    return keep_from_conversation(work, [one.client_id for one in attendees])


def _follow(work: Work, event: AppointmentEvent) -> None:
    made, appointment = isinstance(event, AppointmentMade), event.appointment
    user_id = appointment.ending.by if appointment.ending is not None else appointment.made_by
    actor = BY_EVENT if event.by_name is None else by_user(user_id, event.by_name)
    follow_appointment(work, FollowAppointment(event.attendee.client_id, appointment.id, made, actor))


NEIGHBOURS = Neighbours(kept=_kept, held_back=find_held_back, later=find_later_route, follow=_follow)
"""What the route and control say to planning, which does not know it."""


@dataclass(frozen=True, slots=True)
class Migration:
    """The service as built, and what is asked of it when it runs."""

    database: Database
    transport: Transport
    works: Works
    served: frozenset[str]

    def service(self) -> Service:
        return Service(
            name=SERVICE,
            database=self.database,
            transport=self.transport,
            subscriptions=SUBSCRIPTIONS,
            business_tables=compared_tables(),
            migrate=lambda: upgrade(self.database.engine, HERE / "schema_versions"),
            make_worker=self.make_worker,
            make_web=self.make_web,
            tick=self.ticks.noting(tidying(self.database, tick(self.works))),
            ticks=self.ticks,
            totals=self.totals,
            prepare=nothing_to_prepare,
            rebuild=self.rebuild,
            parked=self.parked,
            steps=self.steps,
        )

    @property
    def parked(self) -> ParkedMessages:
        log = ReadLog(self.database)
        return ParkedMessages(self.database, self.transport, self.handlers, log, self.served)

    @property
    def steps(self) -> RecordedSteps:
        return RecordedSteps(self.database, self.served)

    @property
    def handlers(self) -> Mapping[str, Handler]:
        return passing_over(handlers(self.works), messaging, but=[CLIENT_FORGOTTEN])

    @property
    def ticks(self) -> Ticks:
        return Ticks(self.database.engine, tick_days, self.database.clock)

    def make_worker(self) -> Worker:
        return Worker(
            database=self.database,
            transport=self.transport,
            subscriptions=SUBSCRIPTIONS,
            handlers=self.handlers,
            chore=lambda: plan_reassessments(self.works),
        )

    def make_web(self, context: WebContext) -> Flask:
        searches = KeptSearches(self.database.engine, kept_search, self.database.clock)
        return self.service().web(
            context,
            [
                pages(self.works, context.clock, searches),
                boards(self.works, context.clock, context.late_ticks or self.service().late_ticks),
                route_pages(self.works, context.clock),
                appointment_pages(self.works, context.clock, searches),
                deadline_pages(self.works, context.clock),
                self.api().blueprint,
            ],
            HERE / "templates",
        )

    def api(self) -> Api:
        described = Api(SERVICE, API_TITLE, API_DESCRIPTION)
        add_rights(described, self.works)
        add_terms(described, self.works)
        add_clients(described, self.works)
        add_route(described, self.works)
        add_appointments(described, self.works)
        add_parked(described, self.parked)
        add_steps(described, self.steps)
        return described

    def totals(self) -> dict[str, object]:
        with self.works.read() as work:
            counts = work.queries.counts(None, work.today)
            control, decisions = count_control(work, None), work.decisions.counts()
        return {
            "persons": {state.value: count for state, count in counts.states.items()},
            "reassessments": {
                "planned": counts.planned,
                "overCapacity": counts.lists[WorkList.OVER_CAPACITY],
                "late": counts.lists[WorkList.PLANNED_LATE],
                "overdue": counts.lists[WorkList.OVERDUE],
            },
            "control": {
                "persons": control.persons,
                "withNextStep": control.with_next_step,
                "finished": control.finished,
                "withoutEither": control.without_either,
                "overdue": control.overdue,
                "overdueWithoutOwner": control.counts.overdue_without_owner,
            },
            "decisions": {kind.value: count for kind, count in decisions.items()},
        }

    def rebuild(self) -> None:
        """Rights from intake's log, plans from our own: they depend on the day they were made. What became of a
        delivery, a refusal included, is a decision that no log tells, so it is kept.
        """
        Relay(self.database, self.transport).send_all()
        with self.works.read() as work:
            outcomes = work.deliveries.outcomes()

        def finish(unit: Unit) -> None:
            work = self.works.on(unit)
            work.deliveries.restore(outcomes)
            own = whole_log(self.transport, SERVICE, [TOPICS[SERVICE]])
            restore_own_plans(work, (not_forgotten(unit.connection, messaging, batch) for batch in own))

        rebuild(
            database=self.database,
            transport=self.transport,
            subscriptions=SUBSCRIPTIONS,
            handlers=self.handlers,
            tables=business_tables(),
            finish=finish,
            first=[TOPICS["intake"]],
        )
