"""One process per service and role, from the environment: Kafka and PostgreSQL, or a data folder for a trial."""

import signal
import threading
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.cron import CronTrigger
from waitress.server import create_server

from deploy.data_dir import DataDir, FileClock
from deploy.navigation import NAVIGATION
from deploy.region import build_service
from deploy.users import demo_users
from shared.clock import AMSTERDAM, Clock, SystemClock, TurnedClock
from shared.service import Service
from shared.settings import SettingsError, number, required
from shared.transport.contract import Transport
from shared.transport.embedded import EmbeddedLog
from shared.transport.kafka import KafkaLog
from shared.web.app import WebContext
from shared.web.identity import DemoIdentity, Identity

ROOT = Path(__file__).resolve().parent.parent


def open_service(name: str, environment: Mapping[str, str], data: Path | None) -> Service:
    """The service on Kafka and PostgreSQL from the environment, or on the files of a data folder.

    Raises SettingsError that names what is missing or odd.
    """
    if data is not None:
        folder = DataDir.open(data)
        clock: Clock = FileClock(folder.clock_file)
        transport: Transport = EmbeddedLog(folder.log_file)
        return build_service(name, folder.environment(name), transport=transport, clock=clock)
    kafka = KafkaLog(required(environment, "ZL_KAFKA_BOOTSTRAP"))
    return build_service(name, environment, transport=kafka, clock=_clock(environment))


def run_worker(service: Service) -> None:
    """Works until SIGTERM or SIGINT."""
    stop = threading.Event()
    for number_of_signal in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number_of_signal, lambda *_: stop.set())
    service.make_worker().run(stop)


def run_web(service: Service, environment: Mapping[str, str], data: Path | None) -> None:
    context = WebContext(
        identity=_identity(environment, data),
        navigation=NAVIGATION,
        packages=ROOT / "node_modules",
        clock=service.database.clock,
        demo=False,
    )
    host = environment.get("ZL_WEB_HOST", "127.0.0.1")
    server = create_server(
        service.make_web(context),
        host=host,
        port=number(environment, "ZL_WEB_PORT"),
        # The gateway sends /<service>/... on as it is.
        url_prefix=f"/{service.name}",
    )
    server.run()


def run_tick(service: Service, *, once: bool) -> None:
    """Does what is due now and, unless `once`, again every morning at six. A missed tick costs nothing."""

    def due() -> None:
        day: date = service.database.clock.today()
        service.tick(day)

    due()
    if once:
        return
    scheduler = BlockingScheduler(timezone=AMSTERDAM)
    scheduler.add_job(due, CronTrigger(hour=6, timezone=AMSTERDAM), coalesce=True, misfire_grace_time=None)
    scheduler.start()


def _clock(environment: Mapping[str, str]) -> Clock:
    """The system's clock; a trial stands still on the day in ZL_TRIAL_DAY."""
    day = environment.get("ZL_TRIAL_DAY")
    return TurnedClock(date.fromisoformat(day)) if day else SystemClock()


def _identity(environment: Mapping[str, str], data: Path | None) -> Identity:
    """Only the demo's sign-in exists now, and only when it is asked for by name."""
    kind = required(environment, "ZL_IDENTITY")
    if kind != "demo":
        raise SettingsError(f"ZL_IDENTITY is {kind!r}; only 'demo' exists now, an identity provider follows")
    users_file = (data or Path()) / "demo-users.json"
    return DemoIdentity(demo_users(users_file), required(environment, "ZL_SESSION_KEY"))
