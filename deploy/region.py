"""All four services of one data folder, and what is done over all of them: work, ticks, status."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy.exc import DatabaseError

from deploy.data_dir import SERVICES, DataDir, DataDirError, FileClock
from deploy.file_faults import in_dutch
from deploy.sealing import log_of_folder
from shared.clock import Clock
from shared.messaging.worker import Worker
from shared.service import Service
from shared.transport.contract import Transport
from shared.transport.sealed import SealedLog

FARTHEST = timedelta(days=731)
"""So far a clock is turned at once: two years."""


class Build(Protocol):
    def __call__(self, environment: Mapping[str, str], *, transport: Transport, clock: Clock) -> Service: ...


def build_service(name: str, environment: Mapping[str, str], *, transport: Transport, clock: Clock) -> Service:
    """The service as its composition root builds it, with its tables up to date."""
    build: Build = import_module(f"services.{name}.main").build
    service = build(environment, transport=transport, clock=clock)
    service.migrate()
    return service


@contextmanager
def _said_of(file: Path) -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        raise DataDirError(in_dutch(error, file)) from error


@dataclass(frozen=True, slots=True)
class Region:
    """The four services side by side in one process, on the embedded log; for one thread at a time, as it keeps its
    workers between rounds."""

    data: DataDir
    clock: FileClock
    transport: SealedLog
    services: Mapping[str, Service]
    _workers: dict[str, Worker] = field(default_factory=dict)

    @classmethod
    def open(cls, data: DataDir) -> "Region":
        """Raises DataDirError when a file of the folder cannot be used."""
        clock = FileClock(data.clock_file)
        with _said_of(data.log_file):
            transport = log_of_folder(data)
        services = {}
        for name in SERVICES:
            with _said_of(data.database_file(name)):
                services[name] = build_service(name, data.environment(name), transport=transport, clock=clock)
        return cls(data, clock, transport, services)

    def work(self, progress: Callable[[int], None] | None = None, *, without: str = "") -> None:
        """Lets every service work until nobody has anything left to do; `progress` gets what is still to read. Another
        process works for the service `without` which this one does."""
        workers = [self._worker(name) for name in self.services if name != without]
        try:
            while sum(worker.work_unless_resting() for worker in workers):
                if progress is not None:
                    progress(self.to_read())
        except BaseException:
            self._dismiss()
            raise

    def _worker(self, name: str) -> Worker:
        """The one of the last time, for making one takes longer than a day without work."""
        if name not in self._workers:
            self._workers[name] = self.services[name].make_worker()
        return self._workers[name]

    def _dismiss(self) -> None:
        """A batch that a worker had open is free for another."""
        while self._workers:
            self._workers.popitem()[1].close()

    def to_read(self) -> int:
        return sum(self.transport.lag(s.name, s.subscriptions) for s in self.services.values() if s.subscriptions)

    def tick(self, day: date) -> None:
        """All work that is due on a day, and everything that follows from it."""
        for service in self.services.values():
            service.tick(day)
            self.work()

    def advance(
        self, to: date, each_day: Callable[[date], None], before_work: Callable[[], object] = lambda: None
    ) -> None:
        """Turns the clock day by day and does each day's due work, after `before_work`: what people would do that
        morning. A day that was broken off is done first; what was done of it is not done again. Raises ValueError for
        a day in the past, and for one so far that it must be a slip."""
        today = self.clock.today()
        if to < today:
            raise ValueError(f"De klok staat op {today}. Kies een latere dag dan {to}.")
        if to > today + FARTHEST:
            raise ValueError(f"{to} ligt meer dan twee jaar na {today}, en de klok gaat nooit terug. Ga in stappen.")
        day = today if self.data.is_under_way(today) else today + timedelta(days=1)
        while day <= to:
            self.data.begin_day(day)
            self.clock.turn(day)
            before_work()
            self.tick(day)
            each_day(day)
            self.data.end_day()
            day += timedelta(days=1)

    def status(self) -> dict[str, Any]:
        totals = {name: dict(service.totals()) for name, service in self.services.items()}
        events = {name: asdict(service.events()) for name, service in self.services.items()}
        return {
            "today": self.clock.today().isoformat(),
            "deliveries": totals["intake"]["deliveries"],
            "rows": totals["intake"]["rows"],
            "persons": _persons(totals, waiting=_waiting(events)),
            "events": events,
            "reassessments": totals["migration"]["reassessments"],
            "control": totals["migration"]["control"],
            "decisions": totals["migration"]["decisions"],
            "budgets": totals["billing"]["budgets"],
            "contributions": totals["billing"]["contributions"],
            "letters": totals["notifications"]["letters"],
            "lettersByMonth": totals["notifications"]["lettersByMonth"],
            "printRuns": totals["notifications"]["printRuns"],
            "mailings": totals["notifications"]["mailings"],
            "providerNotices": totals["notifications"]["providerNotices"],
        }

    def late_ticks(self) -> dict[str, date]:
        """By service since when its daily work is late; empty when all is done."""
        return {name: since for service in self.services.values() for name, since in service.late_ticks().items()}

    def digests(self) -> dict[str, str]:
        return {name: service.digest() for name, service in self.services.items()}

    def close(self) -> None:
        self._dismiss()
        for service in self.services.values():
            service.database.engine.dispose()
        self.transport.close()


def _waiting(events: Mapping[str, Mapping[str, int]]) -> bool:
    """Whether messages about persons are on their way from intake to migration, or set apart there."""
    return bool(events["intake"]["to_send"] or events["migration"]["to_read"] or events["migration"]["parked"])


def _persons(totals: Mapping[str, Mapping[str, Any]], *, waiting: bool) -> dict[str, Any]:
    """Everybody who was delivered, in exactly one state. A difference is `underway` while messages are on their way;
    otherwise it is `unaccounted`, which must never be other than zero."""
    delivered = totals["intake"]["persons"]
    states = {"held-back": delivered["heldBack"], **totals["migration"]["persons"]}
    difference = delivered["delivered"] - sum(states.values())
    states["underway"] = difference if waiting else 0
    return {
        "delivered": delivered["delivered"],
        "states": states,
        "unaccounted": delivered["delivered"] - sum(states.values()),
    }


class Background:
    """Workers in threads beside the web, until stopped. A worker that fails stops the whole process's health."""

    def __init__(self, services: Sequence[Service]) -> None:
        self._stop = threading.Event()
        self._workers: list[Worker] = []
        self.failed: list[str] = []
        self._threads = [
            threading.Thread(target=self._run, args=(service,), name=f"worker-{service.name}", daemon=True)
            for service in services
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def waiting(self) -> list[str]:
        """The services whose worker waits for a fault to pass."""
        return [worker.service for worker in self._workers if worker.waits_for]

    def stop(self) -> None:
        self._stop.set()
        for worker in self._workers:
            worker.wake()
        for thread in self._threads:
            thread.join(timeout=30)

    def _run(self, service: Service) -> None:
        try:
            worker = service.make_worker()
            self._workers.append(worker)
            worker.run(self._stop)
        except Exception:
            self.failed.append(service.name)
            raise
