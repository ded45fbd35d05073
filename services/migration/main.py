"""The composition root of migration: the only place that knows what is real."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from services.migration.adapters.law import read_law, read_policy
from services.migration.adapters.queue import DeliveryQueue
from services.migration.adapters.stores import stores_on
from services.migration.adapters.tables import BUSINESS_TABLES, REBUILT, messaging, read_log
from services.migration.adapters.views import TableViews
from services.migration.application.plan_reassessments import plan_reassessments
from services.migration.application.ports import Planner
from services.migration.entrypoints.clock import tick
from services.migration.entrypoints.consumer import SUBSCRIPTIONS, apply_own, handlers
from services.migration.entrypoints.http import api
from services.migration.entrypoints.pages import Screens, pages
from services.migration.settings import read_settings
from shared.calendar.dutch import read_calendar
from shared.clock import Clock
from shared.database import open_engine
from shared.messaging.outbox import Relay
from shared.messaging.rebuild import rebuild, whole_log
from shared.messaging.unit import Database, Unit
from shared.messaging.worker import Worker
from shared.migrations import upgrade
from shared.service import Service
from shared.transport.contract import Transport
from shared.transport.topics import TOPICS
from shared.web.app import WebContext
from shared.web.parked import ParkedMessages, parked_pages
from shared.web.read_log import ReadLog

SERVICE = "migration"
HERE = Path(__file__).parent


def build(environment: Mapping[str, str], *, transport: Transport, clock: Clock) -> Service:
    """Ties the use cases to database, log and law book. Raises SettingsError or LawError that names what is wrong."""
    settings = read_settings(environment)
    engine = open_engine(settings.database_url)
    database = Database(
        service=SERVICE, organisation=settings.organisation, engine=engine, messaging=messaging, clock=clock
    )
    planner = Planner(
        database=database,
        stores=stores_on,
        queue=DeliveryQueue(database),
        book=read_law(),
        policy=read_policy(),
        calendar=read_calendar(),
    )
    parts = Parts(database, transport, planner, TableViews(database), ReadLog(engine, read_log, clock))
    return parts.service()


@dataclass(frozen=True, slots=True)
class Parts:
    """What was built, and what whoever runs the service asks of it."""

    database: Database
    transport: Transport
    planner: Planner
    views: TableViews
    read_log: ReadLog

    def service(self) -> Service:
        return Service(
            name=SERVICE,
            database=self.database,
            transport=self.transport,
            subscriptions=SUBSCRIPTIONS,
            business_tables=BUSINESS_TABLES,
            migrate=lambda: upgrade(self.database.engine, HERE / "schema_versions"),
            make_worker=self.make_worker,
            make_web=self.make_web,
            tick=tick(self.planner),
            totals=self.totals,
            rebuild=self.rebuild,
        )

    def make_worker(self) -> Worker:
        return Worker(
            database=self.database,
            transport=self.transport,
            subscriptions=SUBSCRIPTIONS,
            handlers=handlers(stores_on, self.planner.book),
            chore=lambda: plan_reassessments(self.planner),
        )

    def make_web(self, context: WebContext) -> Flask:
        handled = handlers(stores_on, self.planner.book)
        parked = ParkedMessages(self.database, self.transport, handled, self.read_log)
        return self.service().web(
            context,
            [
                pages(Screens(self.views, self.read_log, context.clock)),
                parked_pages(parked),
                api(self.planner.book, self.planner.calendar, self.views, self.read_log).blueprint,
            ],
            HERE / "templates",
        )

    def totals(self) -> dict[str, object]:
        counts = self.views.counts()
        return {
            "persons": {state.value: count for state, count in counts.states.items()},
            "reassessments": {
                "planned": counts.planned,
                "overCapacity": counts.over_capacity,
                "late": counts.late,
                "overdue": counts.overdue,
            },
        }

    def rebuild(self) -> None:
        """Rights from intake's log, plans from our own: they depend on the day they were made. What became of a
        delivery, a refusal included, is a decision that no log tells, so it is kept.
        """
        Relay(self.database, self.transport).send_all()
        with self.database.unit() as unit:
            outcomes = stores_on(unit).deliveries.outcomes()

        def finish(unit: Unit) -> None:
            stores_on(unit).deliveries.restore(outcomes)
            apply_own(unit, whole_log(self.transport, SERVICE, [TOPICS[SERVICE]]), stores_on)

        rebuild(
            database=self.database,
            transport=self.transport,
            subscriptions=SUBSCRIPTIONS,
            handlers=handlers(stores_on, self.planner.book),
            tables=REBUILT,
            finish=finish,
        )
