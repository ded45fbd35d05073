"""The composition root of billing: the only place that knows what is real."""

from collections.abc import Mapping
from pathlib import Path

from flask import Flask

from services.billing.adapters.contribution.queries import regime_counts
from services.billing.adapters.database import business_tables, compared_tables, messaging
from services.billing.adapters.database import tick as tick_days
from services.billing.adapters.pgb.queries import BudgetQueries
from services.billing.adapters.work import BillingWorks
from services.billing.domain.contribution.sentences import said_of_contributions
from services.billing.domain.pgb.sentences import SAID as SAID_OF_BUDGETS
from services.billing.entrypoints.clock import tick
from services.billing.entrypoints.consumer import CLIENT_FORGOTTEN, SUBSCRIPTIONS, handlers
from services.billing.entrypoints.contribution.api import add_contributions
from services.billing.entrypoints.contribution.pages import contribution_pages
from services.billing.entrypoints.pgb.api import add_budgets
from services.billing.entrypoints.pgb.pages import budget_pages
from services.billing.settings import read_settings
from shared.clock import Clock
from shared.database import open_engine
from shared.law.book import LawBook
from shared.law.files import read_law_book
from shared.law.sentences import check_sentences
from shared.looks.written import ReadLog
from shared.messaging.forgetting import passing_over, tidying
from shared.messaging.rebuild import rebuild
from shared.messaging.unit import Database
from shared.messaging.worker import Handler, Worker
from shared.migrations import upgrade
from shared.service import Service, nothing_to_prepare
from shared.ticks import Ticks
from shared.transport.contract import Transport
from shared.web.api import Api
from shared.web.app import WebContext
from shared.web.parked import ParkedMessages
from shared.web.parked_api import add_parked
from shared.web.steps import RecordedSteps, add_steps

SERVICE = "billing"
HERE = Path(__file__).parent
LAW = HERE / "law"


def build(environment: Mapping[str, str], *, transport: Transport, clock: Clock, law: Path = LAW) -> Service:
    """Raises SettingsError, and LawError when a law file or a sentence in it is wrong. `migrate` brings the tables up
    to date."""
    settings = read_settings(environment)
    engine = open_engine(settings.database_url)
    database = Database(
        service=SERVICE, organisation=settings.region.organisation, engine=engine, messaging=messaging, clock=clock
    )
    works = BillingWorks(database, read_law(law), settings.region)
    handled = passing_over(handlers(works.on), messaging, but=[CLIENT_FORGOTTEN])
    ticks = Ticks(engine, tick_days, clock)
    service = Service(
        name=SERVICE,
        database=database,
        transport=transport,
        subscriptions=SUBSCRIPTIONS,
        business_tables=compared_tables(),
        migrate=lambda: upgrade(engine, HERE / "schema_versions"),
        make_worker=lambda: make_worker(database, transport, handled),
        make_web=lambda context: make_web(service, works, context),
        tick=ticks.noting(tidying(database, tick(works))),
        ticks=ticks,
        totals=lambda: totals(database),
        prepare=nothing_to_prepare,
        rebuild=lambda: rebuild_tables(database, transport, handled),
        parked=ParkedMessages(database, transport, handled, ReadLog(database), settings.region.codes),
        steps=RecordedSteps(database, settings.region.codes),
    )
    return service


def read_law(folder: Path = LAW) -> LawBook:
    """Raises LawError that names what is wrong, also in a sentence that nobody has read yet."""
    book = read_law_book(folder)
    check_sentences(book, {**SAID_OF_BUDGETS, **said_of_contributions(book)})
    return book


def make_worker(database: Database, transport: Transport, handled: Mapping[str, Handler]) -> Worker:
    return Worker(database=database, transport=transport, subscriptions=SUBSCRIPTIONS, handlers=handled)


def totals(database: Database) -> Mapping[str, Mapping[str, int]]:
    """For the status: budgets in cents, and per contribution regime the number of functions of clients."""
    with database.reading() as connection:
        budgets = BudgetQueries(connection).all_budget_totals()
        return {"budgets": budgets.as_figures(), "contributions": regime_counts(connection)}


def rebuild_tables(database: Database, transport: Transport, handled: Mapping[str, Handler]) -> None:
    """Everything billing knows follows from the events of others, but which ends of budgets were told: that is kept."""
    rebuild(
        database=database,
        transport=transport,
        subscriptions=SUBSCRIPTIONS,
        handlers=handled,
        tables=business_tables(),
    )


def make_web(service: Service, works: BillingWorks, context: WebContext) -> Flask:
    says = "Pgb-budgetten van het overgangsrecht en de eigen bijdrage."
    api = Api("billing", "Zachte Landing: budget en eigen bijdrage", says)
    add_contributions(api, works)
    add_budgets(api, works)
    if service.parked is not None:
        add_parked(api, service.parked)
    add_steps(api, service.steps)
    blueprints = [budget_pages(works), contribution_pages(works), api.blueprint]
    return service.web(context, blueprints, HERE / "templates")
