"""All four services behind one address, in one process: the default way of running."""

import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from apscheduler.schedulers.background import BackgroundScheduler
from waitress.server import BaseWSGIServer, MultiSocketServer
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from deploy.front import front_application
from deploy.houses import houses
from deploy.locked import locked_site
from deploy.logs import in_short
from deploy.mornings import every_morning, until_it_is_done
from deploy.navigation import NAVIGATION, SEARCH
from deploy.parked import count_of_all, here, steps_here
from deploy.region import Background, Region
from deploy.server import open_server
from deploy.signing_in import OIDC, OTHER_ROLE, SIGN_OUT, asked_for, sign_in_of
from deploy.standing import keep_what_stands
from deploy.users import demo_users
from services.intake.main import ended_sessions
from shared.clock import AMSTERDAM
from shared.doors import read_doors
from shared.granted import grants_of
from shared.settings import public_hosts, public_url
from shared.web.app import WebContext, nobody_waits
from shared.web.identity import DemoIdentity
from shared.web.outside import hosts_named
from shared.web.signed_in import SignIn

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

ROOT = Path(__file__).resolve().parent.parent

HERE = "127.0.0.1"


def site_of(
    region: Region,
    background: Background | None = None,
    *,
    demo_sign_in: bool,
    environment: Mapping[str, str] = os.environ,
    host: str = HERE,
) -> "WSGIApplication":
    """What a folder shows. In a demo people choose who they are, unless the environment asks for OpenID Connect. Any
    other folder is locked, unless people can sign in as themselves, or `demo_sign_in` says that its people are invented
    too. Raises SettingsError."""
    asked = asked_for(environment)
    if asked != OIDC and (region.data.is_demo or demo_sign_in):
        return web_application(region, background, None, environment, host)
    if asked != OIDC and not read_doors(environment):
        return locked_site
    intake = region.services["intake"]
    known = (grants_of(intake.database.engine), ended_sessions(intake), region.clock, region.data.session_key)
    sign_in = sign_in_of(environment, *known)
    return web_application(region, background, sign_in, environment, host)


def web_application(
    region: Region,
    background: Background | None = None,
    sign_in: SignIn | None = None,
    environment: Mapping[str, str] = os.environ,
    host: str = HERE,
) -> DispatcherMiddleware:
    """The start page at the root, each service below its own name. Without `sign_in` people choose who they are.
    `host`: the address at which the server listens, under which it is asked too."""
    served = region.data.region
    chooser = DemoIdentity(demo_users(served, region.data.users_file), region.data.session_key)
    asked = here(region.services)
    context = WebContext(
        identity=chooser if sign_in is None else sign_in.identity,
        navigation=NAVIGATION,
        packages=ROOT / "node_modules",
        clock=region.clock,
        demo=sign_in is None,
        sign_in=sign_in,
        sign_out="" if sign_in is None else SIGN_OUT,
        other_role="" if sign_in is None else OTHER_ROLE,
        invented=served.example,
        house_of=houses(served, region.clock),
        hosts=hosts_named(host, *public_hosts(environment)),
        figures_for_all=False,
        public_url=public_url(environment),
        form_key=region.data.session_key,
        search=SEARCH,
        late_ticks=region.late_ticks,
        waiting=background.waiting if background is not None else nobody_waits,
        parked=partial(count_of_all, asked),
    )
    services: dict[str, WSGIApplication] = {
        f"/{name}": service.make_web(context) for name, service in region.services.items()
    }
    of_demo = chooser if sign_in is None else None
    return DispatcherMiddleware(
        front_application(context, of_demo, served, _health_of(background), asked, steps_here(region.services)),
        services,
    )


def serve(region: Region, host: str, port: int, started: Callable[[str], None], *, demo_sign_in: bool = False) -> None:
    """Serves screens, API and workers until interrupted, and does each morning what is due. `started` gets the
    address."""
    background, stop = Background(list(region.services.values())), Event()
    mornings = _mornings(region, background, stop)
    application = site_of(region, background, demo_sign_in=demo_sign_in, host=host)
    server = open_server(application, host, port)
    keep_what_stands()
    background.start()
    mornings.start()
    started(f"http://{'localhost' if host == HERE else host}:{port_of(server)}")
    try:
        server.run()
    finally:
        server.close()
        stop.set()
        mornings.shutdown()
        background.stop()


def port_of(server: BaseWSGIServer | MultiSocketServer) -> int:
    """The port that is open, also when any would do; with more sockets, that of the first."""
    if isinstance(server, MultiSocketServer):
        return int(server.effective_listen[0][1])
    if server.socket is None:
        raise OSError("the server has no socket")
    return int(server.socket.getsockname()[1])


def _mornings(region: Region, background: Background, stop: Event) -> BackgroundScheduler:
    """A clock that was turned stands still until `advance`, which does each day's work itself."""

    def due() -> None:
        if not region.clock.turned:
            for service in region.services.values():
                service.tick(region.clock.today())

    scheduler = BackgroundScheduler(timezone=AMSTERDAM)
    every_morning(
        scheduler,
        until_it_is_done(due, stop),
        lambda error: background.failed.append(f"the morning's work: {in_short(error)}"),
    )
    return scheduler


def _health_of(background: Background | None) -> Callable[[], None]:
    def healthy() -> None:
        if background is not None and background.failed:
            raise RuntimeError(f"stopped: {background.failed}")

    return healthy
