"""The composition root of intake: the only place that knows what is real."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from services.intake.adapters.archive import FileArchive
from services.intake.adapters.delivery_file import ArchivedDeliveries
from services.intake.adapters.queries import TableQueries
from services.intake.adapters.stores import stores_on
from services.intake.adapters.tables import messaging
from services.intake.application.check_totals import CheckTotals
from services.intake.application.process_delivery import ProcessDelivery
from services.intake.application.queries import Queries
from services.intake.application.rebuild import Rebuild
from services.intake.application.register_delivery import RegisterDelivery
from services.intake.application.stage_rows import StageRows
from services.intake.application.transfer_clients import TransferClients
from services.intake.entrypoints.consumer import HANDLERS, SUBSCRIPTIONS
from services.intake.settings import Settings
from shared.clock import Clock
from shared.database import open_engine
from shared.messaging.unit import Database
from shared.messaging.worker import Worker, WorkerLimits
from shared.migrations import upgrade
from shared.transport.contract import Transport

SERVICE = "intake"
SCHEMA_VERSIONS = Path(__file__).parent / "schema_versions"


def migrate(engine: Engine) -> None:
    """Brings the database to the newest version of the tables."""
    upgrade(engine, SCHEMA_VERSIONS)


@dataclass(frozen=True, slots=True)
class Intake:
    database: Database
    transport: Transport
    queries: Queries
    register_delivery: RegisterDelivery
    process_delivery: ProcessDelivery
    rebuild: Rebuild

    def worker(self, limits: WorkerLimits | None = None) -> Worker:
        """Takes waiting deliveries in and sends what they announce."""
        return Worker(
            database=self.database,
            transport=self.transport,
            subscriptions=SUBSCRIPTIONS,
            handlers=HANDLERS,
            chore=self.process_delivery.waiting,
            limits=limits,
        )

    def close(self) -> None:
        self.database.engine.dispose()


def build(settings: Settings, *, transport: Transport, clock: Clock) -> Intake:
    """Opens and migrates the database, and ties the use cases to it."""
    engine = open_engine(settings.database_url)
    migrate(engine)
    database = Database(
        service=SERVICE, organisation=settings.organisation, engine=engine, messaging=messaging, clock=clock
    )
    archive = FileArchive(settings.archive_dir)
    files = ArchivedDeliveries(archive)
    register = RegisterDelivery(database, stores_on, archive, files)
    process = ProcessDelivery(
        database,
        stores_on,
        StageRows(database, stores_on, files, settings.accept_demo_numbers),
        TransferClients(database, stores_on, settings.identity_key),
        CheckTotals(database, stores_on),
    )
    return Intake(
        database=database,
        transport=transport,
        queries=TableQueries(database),
        register_delivery=register,
        process_delivery=process,
        rebuild=Rebuild(database, stores_on, register, process),
    )
