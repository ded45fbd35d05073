"""All four services behind one address, in one process: the default way of running."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, redirect, render_template, request
from waitress.server import create_server
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.wrappers import Response as BaseResponse

from deploy.navigation import NAVIGATION, START
from deploy.region import Background, Region
from deploy.users import WHAT_A_ROLE_SEES, demo_users
from shared.access import Role, Scope, allowed
from shared.web.app import WebContext, create_app, current_user
from shared.web.identity import DemoIdentity
from shared.web.problem import NotFound

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

ROOT = Path(__file__).resolve().parent.parent
WEB_THREADS = 8


def web_application(region: Region, background: Background | None = None) -> DispatcherMiddleware:
    """The start and sign-in pages at the root, each service below its own name."""
    identity = DemoIdentity(demo_users(region.data.users_file), region.data.session_key)
    context = WebContext(
        identity=identity,
        navigation=NAVIGATION,
        packages=ROOT / "node_modules",
        clock=region.clock,
        demo=True,
    )
    front = create_app(
        "front",
        context,
        [_front_pages(identity)],
        templates=ROOT / "deploy" / "templates",
        healthy=_health_of(background),
        gauges=dict,
    )
    services: dict[str, WSGIApplication] = {
        f"/{name}": service.make_web(context) for name, service in region.services.items()
    }
    return DispatcherMiddleware(front, services)


def serve(region: Region, host: str, port: int, started: Callable[[str], None]) -> None:
    """Serves screens, API and workers until interrupted. `started` gets the address."""
    background = Background(list(region.services.values()))
    server = create_server(web_application(region, background), host=host, port=port, threads=WEB_THREADS)
    background.start()
    started(f"http://{'localhost' if host == '127.0.0.1' else host}:{port}")
    try:
        server.run()
    finally:
        server.close()
        background.stop()


def _health_of(background: Background | None) -> Callable[[], None]:
    def healthy() -> None:
        if background is not None and background.failed:
            raise RuntimeError(f"workers stopped: {background.failed}")

    return healthy


def _front_pages(identity: DemoIdentity) -> Blueprint:
    pages = Blueprint("front_pages", __name__)

    @pages.get("/")
    @allowed(*Role, scope=Scope.NOBODY)
    def start() -> BaseResponse:
        return redirect(START.get(current_user().role, "/migration/year"))

    @pages.get("/aanmelden")
    @allowed(*Role, scope=Scope.NOBODY)
    def sign_in() -> str:
        return render_template(
            "sign_in.html", title="Kies een rol", users=identity.users.values(), what_a_role_sees=WHAT_A_ROLE_SEES
        )

    @pages.post("/aanmelden")
    @allowed(*Role, scope=Scope.NOBODY)
    def choose() -> Response:
        user_id = request.form.get("user", "")
        if user_id not in identity.users:
            raise NotFound(f"Er is geen demo-gebruiker '{user_id[:40]}'. Kies er een uit de lijst.")
        role = identity.users[user_id].role
        response = current_app.make_response(redirect(START.get(role, "/migration/year"), code=303))
        identity.choose(response, user_id)
        return response

    return pages
