"""The composition root of intake: the only place that knows what is real."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask
from sqlalchemy import Engine

from services.intake.adapters.database import compared_tables, kept_search, messaging
from services.intake.adapters.delivery.outside.archive import FileArchive
from services.intake.adapters.delivery.outside.own_log import OwnLog
from services.intake.adapters.sign_in.outside.oidc import OidcProvider
from services.intake.adapters.sign_in.stores import ended_in
from services.intake.adapters.work import SignInWorks, Works
from services.intake.application.access.grant_first_managers import GrantFirstManagers, Somebody, grant_first_managers
from services.intake.application.access.restore_grants import restore_grants
from services.intake.application.delivery.ports import DeliveryWorks, Progress, no_progress
from services.intake.application.delivery.process_delivery import ProcessDelivery, process_delivery
from services.intake.application.delivery.process_waiting import process_waiting
from services.intake.application.delivery.rebuild_deliveries import RebuildDeliveries, rebuild_deliveries
from services.intake.application.delivery.register_delivery import RegisterDelivery, register_delivery
from services.intake.application.delivery.take_in_awaited import take_in_awaited
from services.intake.application.delivery.views import ControlTotals
from services.intake.application.forgetting.finish_forgettings import finish_forgettings
from services.intake.application.forgetting.ports import KeyDestroyer
from services.intake.application.sign_in.sweep_sessions import SweepSessions, sweep_sessions
from services.intake.domain.person.identity import Identities
from services.intake.entrypoints.access.api import add_access
from services.intake.entrypoints.access.pages import access_pages
from services.intake.entrypoints.delivery.api import api
from services.intake.entrypoints.delivery.pages import pages
from services.intake.entrypoints.delivery.schemas import DeliverySchema
from services.intake.entrypoints.forgetting.api import add_forgettings
from services.intake.entrypoints.forgetting.pages import forgetting_pages
from services.intake.entrypoints.repair.pages import held_back_of, held_back_pages
from services.intake.entrypoints.sign_in.api import add_me
from services.intake.entrypoints.sign_in.pages import SignInPages, sign_in_pages
from services.intake.settings import Settings, read_settings
from shared.clock import Clock
from shared.database import open_engine
from shared.law.files import read_law_book
from shared.messaging.failures import Refused
from shared.messaging.forgetting import tidying
from shared.messaging.unit import Database
from shared.messaging.worker import Worker
from shared.migrations import upgrade
from shared.service import Service, nothing_to_prepare
from shared.transport.contract import Transport
from shared.transport.sealed import SealedLog
from shared.web.app import WebContext
from shared.web.house import House
from shared.web.searches import KeptSearches
from shared.web.signed_in import Ended
from shared.web.steps import RecordedSteps, add_steps

SERVICE = "intake"
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class IntakeService(Service):
    """The service, and what a command needs to run its use cases: taking in a file."""

    works: Works


def migrate(engine: Engine) -> None:
    """Brings the database to the newest version of the tables."""
    upgrade(engine, HERE / "schema_versions")


class NoKeys:
    """Of a log that is not sealed."""

    def destroy(self, subject: str) -> None:
        pass

    def sweep(self) -> None:
        pass


def keys_of(transport: Transport) -> KeyDestroyer:
    """With which what is told is sealed."""
    return transport.keys if isinstance(transport, SealedLog) else NoKeys()


def build(
    environment: Mapping[str, str], *, transport: Transport, clock: Clock, keys: KeyDestroyer | None = None
) -> IntakeService:
    """Raises SettingsError. The tables are brought up to date by the service's `migrate`."""
    return assemble(read_settings(environment), transport=transport, clock=clock, keys=keys)


def assemble(
    settings: Settings, *, transport: Transport, clock: Clock, keys: KeyDestroyer | None = None
) -> IntakeService:
    engine = open_engine(settings.database_url)
    database = Database(
        service=SERVICE, organisation=settings.region.organisation, engine=engine, messaging=messaging, clock=clock
    )
    works = Works(
        database=database,
        archive=FileArchive(settings.archive_dir),
        identities=Identities(settings.identity_key),
        region=settings.region,
        accept_demo_numbers=settings.accept_demo_numbers,
        law=read_law_book(HERE / "law"),
        keys=keys or keys_of(transport),
    )
    service = IntakeService(
        name=SERVICE,
        database=database,
        transport=transport,
        subscriptions=(),
        business_tables=compared_tables(),
        migrate=lambda: migrate(engine),
        make_worker=lambda: make_worker(database, transport, works),
        make_web=lambda context: make_web(service, context),
        tick=tidying(database, partial(sweep, works)),
        ticks=None,
        totals=lambda: totals(works),
        prepare=nothing_to_prepare,
        rebuild=partial(rebuild_service, transport, works),
        works=works,
        parked=None,
        steps=RecordedSteps(database, settings.region.codes),
    )
    return service


def rebuild_service(transport: Transport, works: Works, progress: Progress = no_progress) -> None:
    """Raises Refused when the list of deliveries is lost: no log holds the rows of a file, nor in which order files
    came, so only a copy of the database brings intake back."""
    own = OwnLog(works.database, transport)
    finish_forgettings(works)
    if not control_totals(works).deliveries and own.knows_clients():
        raise Refused(
            "de database van intake is leeg, maar het logboek kent aanleveringen. Zet de reservekopie van de database "
            "van intake terug (zachtelanding restore, in productie pg_restore). Alles opnieuw aanleveren kan niet: dan "
            "klopt de volgorde van de gegevens niet meer"
        )
    restore_access(own, works)
    rebuild_deliveries(works, RebuildDeliveries(progress, take_in_awaited(works, own.awaited())))


def restore_access(own: OwnLog, works: Works) -> None:
    """What an older copy of the database does not know: a right that was withdrawn after the copy was made stays
    withdrawn."""
    told = own.access()
    with works.begin_silently() as work:
        restore_grants(work, told)


def follow_access(intake: Service) -> None:
    """As `restore_access`, after an older copy of the database was put back."""
    restore_access(own_log_of(intake), _works_of(intake))


def own_log_of(intake: Service) -> OwnLog:
    return OwnLog(intake.database, intake.transport)


def make_worker(database: Database, transport: Transport, works: Works) -> Worker:
    """Intake is where the chain begins: its worker listens to nobody. It takes waiting deliveries in, sends what that
    recorded, and finishes what is to be forgotten."""

    def chore() -> int:
        return process_waiting(works) + finish_forgettings(works)

    own = OwnLog(database, transport)
    check = partial(own.go_on_or_refuse, partial(take_in_awaited, works), partial(restore_access, own, works))
    return Worker(database=database, transport=transport, subscriptions=(), handlers={}, chore=chore, check=check)


def make_web(service: IntakeService, context: WebContext) -> Flask:
    def figures() -> dict[str, float]:
        found = control_totals(service.works)
        return {
            "deliveries": found.deliveries,
            "failed_deliveries": found.failed_deliveries,
            "held_back_rows": found.rows_held_back,
        }

    engine, clock = service.database.engine, service.database.clock
    searches = KeptSearches(engine, kept_search, clock)
    described = api(service.works)
    add_access(described, service.works)
    awaited = own_log_of(service).awaited
    screens = [
        pages(service.works, partial(held_back_of, service.works), awaited),
        held_back_pages(service.works, searches),
    ]
    screens.append(forgetting_pages(service.works))
    add_me(described)
    add_forgettings(described, service.works)
    add_steps(described, service.steps)
    blueprints = [*screens, access_pages(service.works), _signing_in(service, context), described.blueprint]
    return service.web(context, blueprints, HERE / "templates", figures)


def _signing_in(service: IntakeService, context: WebContext) -> Blueprint:
    if context.sign_in is None:
        return sign_in_pages(None)
    providers = {door: OidcProvider(each, context.sign_in.now) for door, each in context.sign_in.doors.items()}
    works = SignInWorks(service.works, providers, context.sign_in)

    def reached() -> Sequence[House]:
        houses = (context.house_of(code) for code in sorted(service.works.region.codes))
        return [house for house in houses if house.phone or house.email]

    return sign_in_pages(SignInPages(works, context.sign_in, reached))


def sweep(works: Works, _day: date) -> int:
    """All that intake does by the day: it works when a delivery comes, and has no dates of its own."""
    works.keys.sweep()
    with works.begin() as work:
        return sweep_sessions(work, SweepSessions(int(time.time())))


def ended_sessions(intake: Service) -> Ended:
    """Which sessions were ended, for whoever serves pages."""
    return ended_in(intake.database.engine)


def control_totals(works: DeliveryWorks) -> ControlTotals:
    with works.read() as work:
        return work.queries.totals()


def totals(works: DeliveryWorks) -> dict[str, object]:
    """The control totals for `status`."""
    found = control_totals(works)
    return {
        "deliveries": {
            "delivered": found.deliveries,
            "received": found.received_deliveries,
            "checked": found.deliveries
            - found.received_deliveries
            - found.refused_deliveries
            - found.failed_deliveries,
            "refused": found.refused_deliveries,
            "failed": found.failed_deliveries,
        },
        "rows": {
            "delivered": found.rows_delivered,
            "accepted": found.rows_accepted,
            "heldBack": found.rows_held_back,
        },
        "persons": {
            "delivered": found.persons_delivered,
            "transferred": found.persons_transferred,
            "heldBack": found.persons_held_back,
        },
    }


def deliver_file(intake: Service, file: Path, progress: Progress = no_progress) -> dict[str, Any]:
    """Takes a file in from beginning to end, its manifest beside it; returns the delivery as the API shows it.

    Raises Refused when there is no such file, or another comes first (see OwnLog); a file that cannot be read comes
    back in state `refused`, one on which the program failed in state `failed`.
    """
    works = _works_of(intake)
    delivery_id = _register(intake, file)
    process_delivery(works, ProcessDelivery(delivery_id, progress))
    return _as_the_api_shows(works, delivery_id)


def register_file(intake: Service, file: Path) -> dict[str, Any]:
    """Only hands a file over: the worker takes it in. Raises Refused as `deliver_file`."""
    return _as_the_api_shows(_works_of(intake), _register(intake, file))


def _register(intake: Service, file: Path) -> str:
    works = _works_of(intake)
    left = take_in_awaited(works, own_log_of(intake).awaited())
    return register_delivery(works, RegisterDelivery(file, file.with_suffix(".json"), left)).id


def _as_the_api_shows(works: DeliveryWorks, delivery_id: str) -> dict[str, Any]:
    with works.read() as work:
        return dict(DeliverySchema().dump(work.queries.delivery(delivery_id)))


def name_first_managers(intake: Service, people: tuple[tuple[str, str], tuple[str, str]]) -> None:
    """`people`: account and name of two. Raises Refused when there was ever a functional manager."""
    first, second = (Somebody(account, name) for account, name in people)
    with _works_of(intake).begin() as work:
        grant_first_managers(work, GrantFirstManagers((first, second)))


def _works_of(service: Service) -> Works:
    if not isinstance(service, IntakeService):
        raise TypeError(f"a delivery is for intake, not for {service.name}")
    return service.works
