"""One process per service and role, from the environment: Kafka and PostgreSQL, or a data folder for a trial."""

import signal
import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from queue import SimpleQueue
from urllib.parse import urlsplit

import structlog
from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask

from deploy.addresses import is_address
from deploy.data_dir import DataDir, FileClock
from deploy.front import front_application
from deploy.houses import houses
from deploy.mornings import every_morning, until_it_is_done
from deploy.navigation import NAVIGATION, SEARCH
from deploy.parked import Asked, KeptCount, elsewhere, steps_elsewhere
from deploy.region import build_service
from deploy.sealing import log_of_cluster, log_of_folder
from deploy.server import open_server
from deploy.signing_in import (
    OIDC,
    OTHER_ROLE,
    SETTING,
    SIGN_OUT,
    asked_for,
    asked_identity,
    confirmed_identity,
    sign_in_of,
)
from deploy.standing import keep_what_stands
from deploy.users import demo_users
from services.intake.main import ended_sessions
from shared.access import User
from shared.clock import AMSTERDAM, Clock, SystemClock, TurnedClock
from shared.granted import grants_of
from shared.region.files import served_region
from shared.region.values import ServedRegion
from shared.service import Service
from shared.settings import SettingsError, port, public_hosts, public_url, required, secret
from shared.web.app import WebContext
from shared.web.identity import DemoIdentity, Nobody
from shared.web.outside import hosts_named

log = structlog.get_logger()
ROOT = Path(__file__).resolve().parent.parent


def open_service(name: str, environment: Mapping[str, str], data: Path | None) -> Service:
    """The service on Kafka and PostgreSQL from the environment, or on the files of a data folder.

    Raises SettingsError that names what is missing or odd.
    """
    if data is not None:
        folder = _folder(environment, data)
        clock: Clock = FileClock(folder.clock_file)
        return build_service(name, folder.environment(name), transport=log_of_folder(folder), clock=clock)
    _warn_of_examples(served_region(environment))
    return build_service(name, environment, transport=log_of_cluster(environment), clock=_clock(environment))


def _warn_of_examples(region: ServedRegion) -> None:
    """No letter with example contact data is printed, unless the whole region is one."""
    if region.example:
        log.warning("the region is an example: all letters go to print", file=str(region.file))
    for line in region.left_to_fill_in():
        log.warning("an example is left to fill in", file=str(region.file), where=line)


def run_worker(service: Service) -> None:
    """Works until SIGTERM or SIGINT."""
    stop = threading.Event()
    for number_of_signal in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number_of_signal, lambda *_: stop.set())
    service.make_worker().run(stop)


def run_web(service: Service, environment: Mapping[str, str], data: Path | None) -> None:
    region, clock = _region(environment, data), service.database.clock
    context = _context(clock, region, environment, _asked(environment))
    if _way_in(environment) == OIDC:
        context = _as_themselves(context, service, environment)
    else:
        context = replace(context, identity=_chooser(environment, data), demo=True)
    context = replace(context, waiting=service.waiting)
    application = service.make_web(context)
    # The gateway sends /<service>/... on as it is.
    _listen(application, environment, url_prefix=f"/{service.name}")


def _as_themselves(context: WebContext, service: Service, environment: Mapping[str, str]) -> WebContext:
    """Each service looks in its own copy of what was granted; only intake has the pages, and so the secrets of the
    doors, and the list of the sessions that were ended."""
    grants, (clock, key) = grants_of(service.database.engine), (context.clock, context.form_key)
    if service.name != "intake":
        required(environment, "ZL_GATEWAY")
        identity = confirmed_identity(environment, _gateway(environment), grants, clock, key)
        return replace(context, identity=identity, sign_out=SIGN_OUT, other_role=OTHER_ROLE)
    sign_in = sign_in_of(environment, grants, ended_sessions(service), clock, key)
    return replace(context, identity=sign_in.identity, sign_in=sign_in, sign_out=SIGN_OUT, other_role=OTHER_ROLE)


def run_front(environment: Mapping[str, str], data: Path | None) -> None:
    """The start page, and in a trial the choice of who one is, before all services."""
    region = _region(environment, data)
    clock = _clock(environment) if data is None else FileClock(_folder(environment, data).clock_file)
    asked, chooser = _asked(environment), None
    context = _context(clock, region, environment, asked)
    if _way_in(environment) == OIDC:
        required(environment, "ZL_GATEWAY")
        asking = asked_identity(environment, _gateway(environment))
        context = replace(context, identity=asking, sign_out=SIGN_OUT, other_role=OTHER_ROLE)
    else:
        chooser = _chooser(environment, data)
        context = replace(context, identity=chooser, demo=True)
    # Whoever can load these pages has all that they need, so being there is being well.
    recorded = steps_elsewhere(_gateway(environment))
    _listen(front_application(context, chooser, region, lambda: None, asked, recorded), environment)


def run_tick(service: Service, *, once: bool) -> None:
    """Does what is due now and, unless `once`, again every morning at six. A missed tick costs nothing; a failing one
    ends the process, so that whoever keeps it running sees it and starts it again."""

    def due() -> None:
        day: date = service.database.clock.today()
        service.tick(day)

    whole = until_it_is_done(due, threading.Event())
    whole()
    if once:
        return
    failures: SimpleQueue[BaseException] = SimpleQueue()
    scheduler = BackgroundScheduler(timezone=AMSTERDAM)
    every_morning(scheduler, whole, failures.put)
    scheduler.start()
    raise failures.get()


def _listen(application: Flask, environment: Mapping[str, str], url_prefix: str = "") -> None:
    host, number = environment.get("ZL_WEB_HOST", "127.0.0.1"), port(environment, "ZL_WEB_PORT")
    if not is_address(host):
        raise SettingsError(f"ZL_WEB_HOST is {host!r}; it must be an address of this machine, like 127.0.0.1")
    server = open_server(application, host, number, url_prefix=url_prefix)
    keep_what_stands()
    server.run()


def _asked(environment: Mapping[str, str]) -> Asked:
    """What is parked in the services, each in a process of its own behind the gateway."""
    return elsewhere(_gateway(environment))


def _gateway(environment: Mapping[str, str]) -> str:
    gateway = environment.get("ZL_GATEWAY", "")
    if gateway and not gateway.startswith(("http://", "https://")):
        raise SettingsError(f"ZL_GATEWAY is {gateway!r}; it must be an address like http://gateway:8080")
    return gateway


def _context(clock: Clock, region: ServedRegion, environment: Mapping[str, str], asked: Asked) -> WebContext:
    """Of a site in which nobody is signed in."""
    return WebContext(
        identity=Nobody(),
        navigation=NAVIGATION,
        packages=ROOT / "node_modules",
        clock=clock,
        invented=region.example,
        house_of=houses(region, clock),
        hosts=hosts_named(*public_hosts(environment), urlsplit(environment.get("ZL_GATEWAY", "")).hostname or ""),
        public_url=public_url(environment),
        form_key=secret(environment, "ZL_SESSION_KEY"),
        search=SEARCH,
        parked=KeptCount(asked),
    )


def _folder(environment: Mapping[str, str], data: Path) -> DataDir:
    return DataDir.open(data, environment=environment)


def _region(environment: Mapping[str, str], data: Path | None) -> ServedRegion:
    return served_region(environment) if data is None else _folder(environment, data).region


def _clock(environment: Mapping[str, str]) -> Clock:
    """The system's clock; a trial stands still on the day in ZL_TRIAL_DAY."""
    day = environment.get("ZL_TRIAL_DAY")
    if not day:
        return SystemClock()
    try:
        return TurnedClock(date.fromisoformat(day))
    except ValueError:
        raise SettingsError(f"ZL_TRIAL_DAY is {day!r}; it must be a day like 2014-11-03") from None


def _way_in(environment: Mapping[str, str]) -> str:
    """Nobody gets the demo's choice without asking for it by name."""
    required(environment, SETTING)
    return asked_for(environment)


def _chooser(environment: Mapping[str, str], data: Path | None) -> DemoIdentity:
    return DemoIdentity(_users(environment, data), secret(environment, "ZL_SESSION_KEY"))


def _users(environment: Mapping[str, str], data: Path | None) -> Sequence[User]:
    users_file = None if data is None else _folder(environment, data).users_file
    return demo_users(_region(environment, data), users_file)
