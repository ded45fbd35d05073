"""One municipality's services on one log, for the simulation of reassessments, and what people in it do.

The services are the real ones, on SQLite and the embedded log. Only paper is left out: a print run has no files.
"""

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Any, cast

from sqlalchemy import ColumnElement, Row, delete, select, text

from services.billing.main import build as build_billing
from services.migration.adapters.work import Work as MigrationWork
from services.migration.adapters.work import Works
from services.migration.application.planning.keep_caseworker import KeepCaseworker, keep_caseworker
from services.migration.domain.planning.caseworkers import Caseworker, Hours
from services.migration.main import build as build_migration
from services.migration.main import open_works as open_migration
from services.migration.settings import read_settings as migration_settings
from services.notifications.adapters.mailing.outside.printer import TypstPrinter
from services.notifications.adapters.work import NotificationsWorks
from services.notifications.adapters.work import Work as LettersWork
from services.notifications.entrypoints.clock import daily
from services.notifications.main import build as build_notifications
from services.notifications.main import open_works as open_notifications
from services.notifications.settings import read_settings as notifications_settings
from shared.access import Role, User
from shared.clock import TurnedClock
from shared.database import data_version, sqlite_url
from shared.events.envelope import Event
from shared.messaging.failures import Refused
from shared.messaging.rebuild import whole_log
from shared.messaging.worker import Worker
from shared.service import Service
from shared.transport.embedded import EmbeddedLog
from shared.transport.topics import TOPICS
from tests.support.notifications_in_memory import PrinterInMemory, RunFilesInMemory
from tests.support.regions import DEMO_REGION

HOUTEN, LOPIK = "0321", "0331"
CODES = frozenset({HOUTEN, LOPIK})
FIRST_DAY = date(2014, 11, 3)
NOOR = User("noor", "Noor Bakker", Role.CASEWORKER, CODES)
HUGO = User("hugo", "Hugo Smit", Role.CASEWORKER, CODES)
PETRA = User("petra", "Petra Vos", Role.FUNCTIONAL_MANAGER, CODES)
STAFF = {user.id: user for user in (NOOR, HUGO, PETRA)}
ALEX = User("alex", "Alex de Wit", Role.AUDITOR, CODES)
MIGRATION, BILLING, NOTIFICATIONS = "migration", "billing", "notifications"
SERVICES = (MIGRATION, BILLING, NOTIFICATIONS)
DAY_OF_WORK = tuple(Hours(weekday, time(9), time(17)) for weekday in range(5))


class Died(Exception):
    """The worker's process is gone in the middle of its work."""


@dataclass
class Town:
    """`ticked`: the days on which the daily work was done."""

    folder: Path
    clock: TurnedClock
    log: EmbeddedLog
    services: Mapping[str, Service]
    desk: Works
    letters: NotificationsWorks
    ticked: list[date] = field(default_factory=list)

    @classmethod
    def open(cls, folder: Path) -> "Town":
        clock, log = TurnedClock(FIRST_DAY), EmbeddedLog(folder / "log.sqlite")
        services = {}
        settings = {name: _environment(folder, name) for name in SERVICES}
        for name, build in (
            (MIGRATION, build_migration),
            (BILLING, build_billing),
            (NOTIFICATIONS, build_notifications),
        ):
            services[name] = build(settings[name], transport=log, clock=clock)
            services[name].migrate()
        region = migration_settings(settings[MIGRATION]).region
        letters = open_notifications(services[NOTIFICATIONS].database, notifications_settings(settings[NOTIFICATIONS]))
        letters.printer = cast(TypstPrinter, PrinterInMemory(RunFilesInMemory()))
        return cls(folder, clock, log, services, open_migration(services[MIGRATION].database, region), letters)

    def begin_again(self) -> None:
        """Empty tables and an empty log, on the first day, with two caseworkers in each municipality."""
        for service in self.services.values():
            tables = service.database.messaging.outbox.metadata.sorted_tables
            with service.database.engine.begin() as connection:
                for table in reversed(tables):
                    connection.execute(delete(table))
        with self.log._engine.begin() as connection:
            for name in ("record", "head", "place"):
                connection.execute(text(f"DELETE FROM {name}"))  # noqa: S608
        self.clock.day = FIRST_DAY
        self.ticked = []
        with self.desk.begin() as work:
            for code in sorted(CODES):
                for user in (NOOR, HUGO):
                    own = f"{user.id}-{code}"
                    keep_caseworker(work, KeepCaseworker(PETRA, Caseworker(own, user.name, code, DAY_OF_WORK)))

    def close(self) -> None:
        for service in self.services.values():
            service.database.engine.dispose()
        self.log.close()

    @property
    def today(self) -> date:
        return self.clock.day

    def tell(self, events: Sequence[Event]) -> None:
        """What intake says."""
        self.log.append(TOPICS["intake"], events)

    def repeat(self, topic: str, event: Event) -> None:
        """The log holds it once more, as after a relay that died before it wrote down what it had sent."""
        self.log.append(TOPICS[topic], [event])

    def told(self, topic: str) -> list[Event]:
        """All that stands in a topic, in order per subject."""
        return [event for batch in whole_log(self.log, f"reader-{uuid.uuid4()}", [TOPICS[topic]]) for event in batch]

    def work_once(self, service: str) -> int:
        with self._worker(service) as worker:
            return worker.work_once()

    def settle(self) -> None:
        """Every service works until nobody has anything left to do."""
        workers = [service.make_worker() for service in self.services.values()]
        try:
            while sum(worker.work_once() for worker in workers):
                pass
        finally:
            for worker in workers:
                worker.close()

    def die(self, service: str, *, before_commit: bool) -> None:
        """A worker dies while it handles a batch, or when it is done and has not said so; another one starts later."""

        def gone(*_: object) -> None:
            raise Died

        with self._worker(service) as worker:
            victim: Any = worker._inbox if before_commit else _reader_of(worker)
            setattr(victim, "remember" if before_commit else "acknowledge", gone)
            try:
                worker.work_once()
            except Died:
                return

    @contextmanager
    def _worker(self, service: str) -> Iterator[Worker]:
        worker = self.services[service].make_worker()
        try:
            yield worker
        finally:
            worker.close()

    def tick(self) -> None:
        """The day's work, by whatever the services heard so far."""
        for name in (MIGRATION, BILLING):
            self.services[name].tick(self.today)
        daily(self.letters)(self.today)
        self.ticked.append(self.today)

    def at_desk(self, act: Callable[[MigrationWork], object]) -> Refused | None:
        """One act of somebody at the screens of migration. What is refused changes nothing."""
        return self._act(MIGRATION, self.desk.begin, act)

    def at_mail(self, act: Callable[[LettersWork], object]) -> Refused | None:
        return self._act(NOTIFICATIONS, self.letters.begin, act)

    def _act(self, service: str, begin: Callable[[], Any], act: Callable[[Any], object]) -> Refused | None:
        version = data_version(self.services[service].database.engine)
        assert version is not None
        before = version.now()
        try:
            with begin() as work:
                act(work)
        except Refused as refused:
            assert version.now() == before, "what was refused changed nothing"
            return refused
        finally:
            version.close()
        return None

    def rows(self, service: str, *columns: ColumnElement[Any] | Any, where: Sequence[Any] = ()) -> Sequence[Row[Any]]:
        with self.services[service].database.reading() as connection:
            return connection.execute(select(*columns).where(*where)).all()

    def contents(self, service: str) -> dict[tuple[object, ...], object]:
        """Every value that counts when two ways of running are compared, by table, row and column."""
        found: dict[tuple[object, ...], object] = {}
        for each in self.services[service].business_tables:
            keys = [column.name for column in each.table.primary_key]
            for row in self.rows(service, each.table):
                values = row._mapping
                where = (each.table.name, *(values[name] for name in keys))
                found |= {(*where, name): values[name] for name in values.keys() - each.leave_out}
        return found


def _reader_of(worker: Worker) -> Any:
    """Which a worker opens when it first reads."""
    if worker._reader is None and worker._open is not None:
        worker._reader = worker._open()
    return worker._reader


def _environment(folder: Path, service: str) -> dict[str, str]:
    return {
        "ZL_DATABASE_URL": sqlite_url(folder / f"{service}.sqlite"),
        "ZL_PRINT_DIR": str(folder / "print"),
        "ZL_PLANS_DIR": str(folder / "plans"),
        "ZL_PLAN_MB": "1",
        "ZL_REGION": str(DEMO_REGION),
    }
