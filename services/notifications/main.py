"""The composition root of notifications: the only place that knows what is real."""

from collections.abc import Callable, Generator, Iterator, Mapping
from datetime import date
from pathlib import Path

from flask import Flask

from services.notifications.adapters.database import (
    business_tables,
    compared_tables,
    kept_search,
    messaging,
    tick,
)
from services.notifications.adapters.letters.outside.senders import check_own_paragraphs
from services.notifications.adapters.letters.outside.typst_renderer import check_logos
from services.notifications.adapters.mailing.outside.run_files import RunFolder
from services.notifications.adapters.replies.outside.plan_files import PlanFolder
from services.notifications.adapters.work import NotificationsWorks, Queries
from services.notifications.application.mailing.make_print_files import MakePrintFiles, make_print_files
from services.notifications.entrypoints.clock import daily
from services.notifications.entrypoints.consumer import (
    CLIENT_FORGOTTEN,
    SUBSCRIPTIONS,
    asked_letters,
    handlers,
    looks_in_place,
    own_decisions,
)
from services.notifications.entrypoints.letters.api import add_letters
from services.notifications.entrypoints.letters.pages import letter_pages
from services.notifications.entrypoints.looks.pages import look_pages
from services.notifications.entrypoints.mailing.api import add_print_runs
from services.notifications.entrypoints.mailing.pages import print_run_pages
from services.notifications.entrypoints.notices.api import add_notices
from services.notifications.entrypoints.notices.pages import notice_pages
from services.notifications.entrypoints.portal.pages import portal_pages
from services.notifications.entrypoints.replies.pages import reply_pages
from services.notifications.settings import Settings, read_settings
from shared.calendar.dutch import read_calendar
from shared.clock import Clock
from shared.database import open_engine
from shared.looks.written import ReadLog
from shared.messaging.forgetting import passing_over, tidying
from shared.messaging.outbox import Relay
from shared.messaging.rebuild import rebuild, whole_log
from shared.messaging.unit import Database, Unit
from shared.messaging.worker import Handler, Worker, in_turns
from shared.migrations import upgrade
from shared.service import Service
from shared.ticks import Ticks
from shared.transport.contract import Transport
from shared.transport.topics import TOPICS
from shared.web.api import Api
from shared.web.app import WebContext
from shared.web.parked import ParkedMessages
from shared.web.parked_api import add_parked
from shared.web.searches import KeptSearches
from shared.web.steps import RecordedSteps, add_steps

SERVICE = "notifications"
HERE = Path(__file__).parent


def build(environment: Mapping[str, str], *, transport: Transport, clock: Clock) -> Service:
    """Raises SettingsError. The tables are brought up to date by the service's `migrate`."""
    return assemble(read_settings(environment), transport=transport, clock=clock)


def assemble(settings: Settings, *, transport: Transport, clock: Clock) -> Service:
    check_logos(settings.region)
    check_own_paragraphs(settings.region)
    engine = open_engine(settings.database_url)
    database = Database(
        service=SERVICE, organisation=settings.region.organisation, engine=engine, messaging=messaging, clock=clock
    )
    works = open_works(database, settings)
    by_type = heard(works)
    ticks = Ticks(engine, tick, clock)
    service = Service(
        name=SERVICE,
        database=database,
        transport=transport,
        subscriptions=SUBSCRIPTIONS,
        business_tables=compared_tables(),
        migrate=lambda: upgrade(engine, HERE / "schema_versions"),
        make_worker=lambda: Worker(
            database=database, transport=transport, subscriptions=SUBSCRIPTIONS, handlers=by_type
        ),
        make_web=lambda context: make_web(service, works, context),
        tick=ticks.noting(tidying(database, daily(works))),
        ticks=ticks,
        totals=lambda: totals(works),
        rebuild=lambda: rebuild_service(database, transport, works),
        prepare=lambda day, processes: prepare(works, day, processes),
        parked=ParkedMessages(database, transport, by_type, ReadLog(database), settings.region.codes),
        steps=RecordedSteps(database, settings.region.codes),
    )
    return service


def heard(works: NotificationsWorks) -> Mapping[str, Handler]:
    return passing_over(handlers(works), messaging, but=[CLIENT_FORGOTTEN])


def prepare(works: NotificationsWorks, day: date, processes: Callable[[], int]) -> Generator[None]:
    """Run by run, the files of the print runs that the letters of this moment come to; the tick uses those that come
    out the same."""
    runs = make_print_files(works, MakePrintFiles(day, processes, ahead=True))
    return _prepared(works, runs)


def _prepared(works: NotificationsWorks, runs: Iterator[object]) -> Generator[None]:
    with works.printer.alone():
        for _ in runs:
            yield


def open_works(database: Database, settings: Settings) -> NotificationsWorks:
    plan_files = PlanFolder(settings.plans_dir, settings.plan_bytes)
    return NotificationsWorks(database, settings.region, read_calendar(), RunFolder(settings.print_dir), plan_files)


def make_web(service: Service, works: NotificationsWorks, context: WebContext) -> Flask:
    engine, clock = service.database.engine, service.database.clock
    searches = KeptSearches(engine, kept_search, clock)
    screens = [letter_pages(works, searches), print_run_pages(works), notice_pages(works), portal_pages(works)]
    screens += [reply_pages(works), look_pages(works, searches)]
    described = api(works)
    if service.parked is not None:
        add_parked(described, service.parked)
    add_steps(described, service.steps)
    return service.web(context, [*screens, described.blueprint], HERE / "templates")


def api(works: NotificationsWorks) -> Api:
    notifications = Api(SERVICE, "Brieven", "Brieven aan cliënten en de afdrukken waar ze in zitten.")
    add_letters(notifications, works)
    add_print_runs(notifications, works)
    add_notices(notifications, works)
    return notifications


def totals(works: NotificationsWorks) -> dict[str, object]:
    """The figures for `status`."""
    with works.read() as work:
        return {
            "letters": dict(work.queries.letters_per_state()),
            "lettersByMonth": dict(work.queries.letters_per_month()),
            "printRuns": work.queries.count_all_print_runs(),
            "mailings": {
                "toRelease": sum(one.to_release for one in work.queries.ready_letters().values()),
                "released": work.queries.count_released_mailings(),
            },
            "providerNotices": work.queries.count_all_notices(),
        }


def rebuild_service(database: Database, transport: Transport, works: NotificationsWorks) -> None:
    """Everything from the log again, between our own decisions from our own topic. Files of print runs stay."""
    Relay(database, transport).send_all()
    rebuild(
        database=database,
        transport=transport,
        subscriptions=SUBSCRIPTIONS,
        handlers=heard(works),
        tables=business_tables(),
        begin=lambda unit: _restore(unit, transport, passing_over(asked_letters(works), messaging)),
        finish=lambda unit: _finish(unit, transport, works),
    )


def _finish(unit: Unit, transport: Transport, works: NotificationsWorks) -> None:
    _restore(unit, transport, passing_over(own_decisions(works), messaging))
    _restore(unit, transport, passing_over(looks_in_place(works), messaging), of="intake")


def _restore(unit: Unit, transport: Transport, decided: Mapping[str, Handler], *, of: str = SERVICE) -> None:
    for events in whole_log(transport, SERVICE, [TOPICS[of]]):
        for group in in_turns(event for event in events if event.type in decided):
            decided[group[0].type](unit, group)


def example_outsiders(service: Service) -> tuple[str, str] | None:
    """For the demo: a client with a letter and a plan, and the AGB of the provider with most clients; None when the
    tables hold no such client or provider."""
    with service.database.reading() as connection:
        queries = Queries(connection)
        client, provider = queries.example_client(), queries.example_provider()
    return (client, provider) if client and provider else None
