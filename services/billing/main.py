"""The composition root of billing: the only place that knows what is real."""

from collections.abc import Mapping
from pathlib import Path

from flask import Flask

from services.billing.adapters.law import law_book
from services.billing.adapters.queries import TableQueries
from services.billing.adapters.stores import stores_on
from services.billing.adapters.tables import BUSINESS, business_tables, messaging, read_log
from services.billing.application.count_totals import count_totals
from services.billing.application.ports import Desk
from services.billing.entrypoints.clock import tick
from services.billing.entrypoints.consumer import SUBSCRIPTIONS, handlers
from services.billing.entrypoints.http import api_blueprint
from services.billing.entrypoints.pages import pages_blueprint
from services.billing.settings import read_settings
from shared.clock import Clock
from shared.database import open_engine
from shared.law.book import LawBook
from shared.messaging.rebuild import rebuild
from shared.messaging.unit import Database
from shared.messaging.worker import Handler, Worker
from shared.migrations import upgrade
from shared.service import Service
from shared.transport.contract import Transport
from shared.web.app import WebContext
from shared.web.parked import ParkedMessages, parked_pages
from shared.web.read_log import ReadLog

SERVICE = "billing"
HERE = Path(__file__).parent


def build(environment: Mapping[str, str], *, transport: Transport, clock: Clock) -> Service:
    """Raises SettingsError, and LawError when a law file is wrong. `migrate` brings the tables up to date."""
    settings = read_settings(environment)
    engine = open_engine(settings.database_url)
    database = Database(
        service=SERVICE, organisation=settings.organisation, engine=engine, messaging=messaging, clock=clock
    )
    book = law_book()
    handled = handlers(lambda unit: stores_on(unit.connection), book)
    queries = TableQueries(database)
    service = Service(
        name=SERVICE,
        database=database,
        transport=transport,
        subscriptions=SUBSCRIPTIONS,
        business_tables=business_tables(),
        migrate=lambda: upgrade(engine, HERE / "schema_versions"),
        make_worker=lambda: make_worker(database, transport, handled),
        make_web=lambda context: make_web(service, book, queries, handled, context),
        tick=tick,
        totals=lambda: count_totals(queries),
        rebuild=lambda: make_again(database, transport, handled),
    )
    return service


def make_worker(database: Database, transport: Transport, handled: Mapping[str, Handler]) -> Worker:
    return Worker(database=database, transport=transport, subscriptions=SUBSCRIPTIONS, handlers=handled)


def make_again(database: Database, transport: Transport, handled: Mapping[str, Handler]) -> None:
    """Everything billing knows follows from the events of others: there are no decisions of its own to keep."""
    rebuild(database=database, transport=transport, subscriptions=SUBSCRIPTIONS, handlers=handled, tables=BUSINESS)


def make_web(
    service: Service, book: LawBook, queries: TableQueries, handled: Mapping[str, Handler], context: WebContext
) -> Flask:
    log = ReadLog(service.database.engine, read_log, service.database.clock)
    desk = Desk(queries, log)
    parked = ParkedMessages(service.database, service.transport, handled, log)
    return service.web(
        context,
        [pages_blueprint(book, desk), parked_pages(parked), api_blueprint(book, desk)],
        HERE / "templates",
    )
