"""The composition root of intake: the only place that knows what is real."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Engine

from services.intake.adapters.delivery.outside.archive import FileArchive
from services.intake.adapters.delivery.queries import TableQueries
from services.intake.adapters.delivery.stores import stores_on
from services.intake.adapters.delivery.tables import business_tables, messaging, read_log
from services.intake.adapters.mapping.outside.delivery_file import ArchivedDeliveries
from services.intake.adapters.places import name_of_municipality
from services.intake.application.delivery.check_totals import CheckTotals
from services.intake.application.delivery.ports import Progress, no_progress
from services.intake.application.delivery.process_delivery import ProcessDelivery
from services.intake.application.delivery.rebuild_deliveries import Rebuild
from services.intake.application.delivery.register_delivery import RegisterDelivery
from services.intake.application.delivery.stage_rows import StageRows
from services.intake.application.delivery.transfer_clients import TransferClients
from services.intake.application.delivery.views import Queries
from services.intake.domain.person.identity import stranger_id
from services.intake.entrypoints.delivery.api import api
from services.intake.entrypoints.delivery.pages import pages
from services.intake.entrypoints.delivery.reading import Reading
from services.intake.entrypoints.delivery.schemas import DeliverySchema
from services.intake.settings import Settings, read_settings
from shared.clock import Clock
from shared.database import open_engine
from shared.messaging.failures import Refused
from shared.messaging.unit import Database
from shared.messaging.worker import Worker
from shared.migrations import upgrade
from shared.service import Service
from shared.transport.contract import Transport
from shared.transport.topics import TOPICS
from shared.web.app import WebContext
from shared.web.read_log import ReadLog

SERVICE = "intake"
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class IntakeService(Service):
    """The service with the use cases that a command runs: taking in a file."""

    queries: Queries
    register_delivery: RegisterDelivery
    process_delivery: ProcessDelivery


def migrate(engine: Engine) -> None:
    """Brings the database to the newest version of the tables."""
    upgrade(engine, HERE / "schema_versions")


def build(environment: Mapping[str, str], *, transport: Transport, clock: Clock) -> IntakeService:
    """Raises SettingsError. The tables are brought up to date by the service's `migrate`."""
    return assemble(read_settings(environment), transport=transport, clock=clock)


def assemble(settings: Settings, *, transport: Transport, clock: Clock) -> IntakeService:
    engine = open_engine(settings.database_url)
    database = Database(
        service=SERVICE, organisation=settings.organisation, engine=engine, messaging=messaging, clock=clock
    )
    archive = FileArchive(settings.archive_dir)
    files = ArchivedDeliveries(archive)
    register = RegisterDelivery(database, stores_on, archive, files)
    process = ProcessDelivery(
        database,
        stores_on,
        StageRows(database, stores_on, files, settings.accept_demo_numbers, name_of_municipality),
        TransferClients(database, stores_on, settings.identity_key, name_of_municipality),
        CheckTotals(database, stores_on),
    )
    rebuild = Rebuild(database, stores_on, register, process)
    queries = TableQueries(database)
    service = IntakeService(
        name=SERVICE,
        database=database,
        transport=transport,
        subscriptions=(),
        business_tables=business_tables(),
        migrate=lambda: migrate(engine),
        make_worker=lambda: make_worker(database, transport, process),
        make_web=lambda context: make_web(service, queries, context, settings.identity_key),
        tick=nothing_is_due,
        totals=lambda: totals(queries),
        rebuild=partial(rebuild_service, transport, queries, rebuild),
        queries=queries,
        register_delivery=register,
        process_delivery=process,
    )
    return service


def rebuild_service(transport: Transport, queries: Queries, rebuild: Rebuild, progress: Progress = no_progress) -> None:
    """Raises Refused when the list of deliveries is lost: no log holds the rows of a file, nor in which order files
    came, so only a copy of the database brings intake back."""
    if not queries.totals().deliveries and transport.lag("lost", [TOPICS[SERVICE]]):
        raise Refused(
            "de database van intake is leeg, maar het logboek kent aanleveringen. Zet de reservekopie van de database "
            "van intake terug. Opnieuw aanleveren kan niet: dan klopt de volgorde van de gegevens niet meer"
        )
    rebuild(progress)


def make_worker(database: Database, transport: Transport, process: ProcessDelivery) -> Worker:
    """Takes waiting deliveries in and sends what they announce."""
    return Worker(
        database=database,
        transport=transport,
        subscriptions=(),
        handlers={},
        chore=process.waiting,
    )


def make_web(service: Service, queries: Queries, context: WebContext, identity_key: str) -> Flask:
    log = ReadLog(service.database.engine, read_log, service.database.clock)
    reading = Reading(queries, log, partial(stranger_id, identity_key))

    def figures() -> dict[str, float]:
        found = queries.totals()
        return {"deliveries": found.deliveries, "held_back_rows": found.rows_held_back}

    return service.web(context, [pages(reading), api(reading).blueprint], HERE / "templates", figures)


def nothing_is_due(_day: date) -> int:
    """Intake works when a delivery comes, and has no dates of its own."""
    return 0


def totals(queries: Queries) -> dict[str, object]:
    """The control totals for `status`."""
    found = queries.totals()
    return {
        "deliveries": {
            "delivered": found.deliveries,
            "received": found.received_deliveries,
            "checked": found.deliveries - found.received_deliveries - found.refused_deliveries,
            "refused": found.refused_deliveries,
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

    Raises Refused when there is no such file; a file that cannot be read comes back in state `refused`.
    """
    registered = register_file(intake, file)
    found = _intake(intake)
    found.process_delivery(registered["id"], progress)
    return dict(DeliverySchema().dump(found.queries.delivery(registered["id"])))


def register_file(intake: Service, file: Path) -> dict[str, Any]:
    """Only hands a file over: the worker takes it in. Raises Refused as `deliver_file`."""
    found = _intake(intake)
    delivery = found.register_delivery(file, file.with_suffix(".json"))
    return dict(DeliverySchema().dump(found.queries.delivery(delivery.id)))


def _intake(service: Service) -> IntakeService:
    if not isinstance(service, IntakeService):
        raise TypeError(f"a delivery is for intake, not for {service.name}")
    return service
