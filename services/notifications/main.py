"""The composition root of notifications: the only place that knows what is real."""

from collections.abc import Mapping
from pathlib import Path

from flask import Flask

from services.notifications.adapters.letters.outside.contacts import read_contacts
from services.notifications.adapters.letters.queries import TableQueries
from services.notifications.adapters.letters.stores import stores_on
from services.notifications.adapters.letters.tables import BUSINESS_TABLES, business_tables, messaging, read_log
from services.notifications.adapters.mailing.outside.printer import TypstPrinter
from services.notifications.application.letters.ports import Desk
from services.notifications.application.letters.views import Office
from services.notifications.entrypoints.clock import daily
from services.notifications.entrypoints.consumer import SUBSCRIPTIONS, handlers, own_decisions
from services.notifications.entrypoints.letters.api import api
from services.notifications.entrypoints.letters.pages import pages
from services.notifications.settings import Settings, read_settings
from shared.calendar.dutch import read_calendar
from shared.clock import Clock
from shared.database import open_engine
from shared.messaging.outbox import Relay
from shared.messaging.rebuild import rebuild, whole_log
from shared.messaging.unit import Database, Unit
from shared.messaging.worker import Handler, Worker, in_turns
from shared.migrations import upgrade
from shared.service import Service
from shared.transport.contract import Transport
from shared.transport.topics import TOPICS
from shared.web.app import WebContext
from shared.web.parked import ParkedMessages, parked_pages
from shared.web.read_log import ReadLog

SERVICE = "notifications"
HERE = Path(__file__).parent


def build(environment: Mapping[str, str], *, transport: Transport, clock: Clock) -> Service:
    """Raises SettingsError. The tables are brought up to date by the service's `migrate`."""
    return assemble(read_settings(environment), transport=transport, clock=clock)


def assemble(settings: Settings, *, transport: Transport, clock: Clock) -> Service:
    engine = open_engine(settings.database_url)
    database = Database(
        service=SERVICE, organisation=settings.organisation, engine=engine, messaging=messaging, clock=clock
    )
    desk = Desk(read_contacts(settings.contacts), read_calendar())
    queries = TableQueries(database)
    printer = TypstPrinter(settings.print_dir, queries.texts)
    by_type = handlers(stores_on, desk)
    office = Office(queries, printer, desk, ReadLog(engine, read_log, clock))
    service = Service(
        name=SERVICE,
        database=database,
        transport=transport,
        subscriptions=SUBSCRIPTIONS,
        business_tables=business_tables(),
        migrate=lambda: upgrade(engine, HERE / "schema_versions"),
        make_worker=lambda: Worker(
            database=database, transport=transport, subscriptions=SUBSCRIPTIONS, handlers=by_type
        ),
        make_web=lambda context: make_web(service, office, by_type, context),
        tick=daily(database, stores_on, printer),
        totals=lambda: totals(queries),
        rebuild=lambda: rebuild_service(database, transport, by_type),
    )
    return service


def make_web(service: Service, office: Office, by_type: Mapping[str, Handler], context: WebContext) -> Flask:
    log = ReadLog(service.database.engine, read_log, service.database.clock)
    parked = ParkedMessages(service.database, service.transport, by_type, log)
    return service.web(
        context,
        [pages(office, context.clock), parked_pages(parked), api(office).blueprint],
        HERE / "templates",
    )


def totals(queries: TableQueries) -> dict[str, object]:
    """The figures for `status`."""
    found = queries.totals()
    return {
        "letters": dict(found.letters),
        "printRuns": found.print_runs,
        "providerNotices": found.provider_notices,
    }


def rebuild_service(database: Database, transport: Transport, by_type: Mapping[str, Handler]) -> None:
    """Everything from the log again, and then our own decisions from our own topic. Files of print runs stay."""
    Relay(database, transport).send_all()
    rebuild(
        database=database,
        transport=transport,
        subscriptions=SUBSCRIPTIONS,
        handlers=by_type,
        tables=BUSINESS_TABLES,
        finish=lambda unit: _decide_again(unit, transport),
    )


def _decide_again(unit: Unit, transport: Transport) -> None:
    decided = own_decisions(stores_on)
    for events in whole_log(transport, SERVICE, [TOPICS[SERVICE]]):
        for group in in_turns(event for event in events if event.type in decided):
            decided[group[0].type](unit, group)


def example_outsiders(service: Service) -> tuple[str, str] | None:
    """For the demo: a client with a letter and a plan, and the AGB of the provider with most clients; None when the
    tables hold no such client or provider."""
    queries = TableQueries(service.database)
    client, provider = queries.example_client(), queries.example_provider()
    return (client, provider) if client and provider else None
