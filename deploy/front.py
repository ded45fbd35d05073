"""The door: the start page, the demo's sign-in page or the way to the real one, and the accessibility statement, before
all services."""

from collections.abc import Callable
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from deploy.houses import logo_pages
from deploy.navigation import START
from deploy.parked import Asked, AskedSteps, nobody_asked, nobody_recorded
from deploy.parked_pages import parked_causes_pages
from deploy.parked_trail import parked_trail_pages
from deploy.signing_in import SIGN_IN
from deploy.users import WHAT_A_ROLE_SEES
from shared.access import ROLE_NAMES, Role, Scope, User, allowed
from shared.region.values import ServedRegion
from shared.web.app import WebContext, create_app, current_user, nothing_is_late
from shared.web.form_tokens import renew_browser
from shared.web.forms import Form
from shared.web.identity import DemoIdentity

TEMPLATES = Path(__file__).resolve().parent / "templates"


def front_application(
    context: WebContext,
    chooser: DemoIdentity | None,
    region: ServedRegion,
    healthy: Callable[[], None],
    asked: Asked = nobody_asked,
    recorded: AskedSteps = nobody_recorded,
) -> Flask:
    """The pages at the root, and the logos. `chooser`: who one can be in a demo; None where people sign in as
    themselves, on the pages of intake. `asked`: what is parked in each service;
    `recorded`: what each told the others."""
    blueprints = [
        _pages(),
        _choosing(chooser) if chooser is not None else _signing_in(),
        logo_pages(region),
        parked_causes_pages(asked),
        parked_trail_pages(asked, recorded),
    ]
    late = context.late_ticks or nothing_is_late
    return create_app("front", context, blueprints, templates=TEMPLATES, healthy=healthy, gauges=dict, late_ticks=late)


def _pages() -> Blueprint:
    pages = Blueprint("front_pages", __name__)

    @pages.get("/")
    @allowed(*Role, scope=Scope.NOBODY)
    def start() -> BaseResponse:
        return redirect(_start_of(current_user().role))

    @pages.get("/toegankelijkheid")
    @allowed(*Role, scope=Scope.NOBODY)
    def accessibility() -> str:
        """The address names the municipality of the page that one came from: its house says whom to call."""
        return render_template("accessibility.html", title="Toegankelijkheid van deze site")

    return pages


def _signing_in() -> Blueprint:
    """Links to signing in lead here, whichever way it goes."""
    pages = Blueprint("signing_in", __name__)

    @pages.get("/aanmelden")
    @allowed(*Role, scope=Scope.NOBODY)
    def sign_in() -> BaseResponse:
        return redirect(SIGN_IN, code=303)

    return pages


def _choosing(identity: DemoIdentity) -> Blueprint:
    pages = Blueprint("choosing", __name__)

    @pages.get("/aanmelden")
    @allowed(*Role, scope=Scope.NOBODY)
    def sign_in() -> Response:
        now = identity.user(request)
        return _chooser(identity, Form({"user": now.id if now else ""}))

    @pages.post("/aanmelden")
    @allowed(*Role, scope=Scope.NOBODY)
    def choose() -> Response:
        user_id = request.form.get("user", "")
        if user_id not in identity.users:
            return _chooser(identity, Form({}, {"user": "Kies wie u wilt zijn."}))
        response = current_app.make_response(redirect(_start_of(identity.users[user_id].role), code=303))
        identity.choose(response, user_id)
        renew_browser()
        return response

    return pages


def _chooser(identity: DemoIdentity, form: Form) -> Response:
    users = identity.users.values()
    page = render_template(
        "sign_in.html",
        title="Kies een rol",
        form=form,
        choices={user.id: _in_words(user) for user in users},
        hints={user.id: WHAT_A_ROLE_SEES[user.role] for user in users},
    )
    return make_response(page, form.status)


def _in_words(user: User) -> str:
    """An invented name with its role; who is called by their role has enough of that."""
    role = ROLE_NAMES[user.role]
    return user.name if role in user.name.lower() else f"{user.name}, {role}"


def _start_of(role: Role) -> str:
    return START.get(role, "/migration/year")
