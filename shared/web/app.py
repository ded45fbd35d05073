"""The app factory: what every service's web has in common. A route without access stops the start."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import structlog
from flask import Blueprint, Flask, Response, g, request
from jinja2 import ChoiceLoader, FileSystemLoader
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from werkzeug.exceptions import BadRequest

from shared.access import ACCESS, ROLE_NAMES, Access, Scope, User, allowed, check
from shared.access import Role as AnyRole
from shared.clock import Clock, dutch_day
from shared.dutch import (
    amount,
    counted,
    date_in_words,
    due_in_words,
    euros,
    full_day_in_words,
    iso_week,
    month_in_words,
    whole,
)
from shared.events.tracing import is_traceparent, new_traceparent, trace_id
from shared.municipalities import municipality_in_words, municipality_name
from shared.web.api import JSON_ONLY, refuse_other_than_json
from shared.web.cookies import PUBLIC_URL
from shared.web.form_tokens import FormTokens, give_tokens, refuse_stale_form
from shared.web.front_end import check_packages, serve_assets
from shared.web.house import HouseOf, neutral
from shared.web.identity import Identity
from shared.web.lists import pages_to_show
from shared.web.menu import NavigationItem, menu_of
from shared.web.outside import (
    FIELDS_MAX,
    FROM_A_SERVER,
    LOCAL,
    SAFE,
    Hosts,
    hosts_named,
    refuse_other_sites,
    refuse_too_many_fields,
    refuse_unknown_host,
    refuse_unstorable,
)
from shared.web.problem import NotFound, Unauthenticated, register_errors
from shared.web.signed_in import SignIn
from shared.web.way_back import keep_ways_back

log = structlog.get_logger()
HERE = Path(__file__).parent
EVERYONE = tuple(AnyRole)
MUNICIPALITY = "municipality"
"""The filter, in every address that has one, by which a list or the year is about one municipality."""


LateTicks = Callable[[], Mapping[str, date]]


def nothing_is_late() -> Mapping[str, date]:
    """For a process without daily work."""
    return {}


def nothing_is_parked(_: User) -> int | None:
    """For a process that knows of no parked messages."""
    return 0


def nobody_waits() -> Sequence[str]:
    """For a process without workers."""
    return ()


HERE_ONLY = hosts_named()
ABOUT_NOBODY = ("healthz", "metrics")
"""Who keeps the web running asks by the name of a machine."""
FOR_ANYBODY = (*ABOUT_NOBODY, "assets", "house_style")
"""The same for whoever asks, so nobody looks who that is: a page asks for ten of them."""
V = TypeVar("V", bound=Callable[..., object])
SMALL_BYTES = 256 * 1024
"""Of a form or of JSON: a long report is a tenth of it."""
BODY_BYTES = "__body_bytes__"
CONTEXT = "web context"
"""Under which an app keeps what it was made with."""


@dataclass(frozen=True, slots=True)
class SearchBox:
    """The box in the header band. What is typed is posted to `url`, so that it never stands in an address."""

    url: str
    hint: str
    roles: frozenset[AnyRole]


def takes_up_to(size: int) -> Callable[[V], V]:
    """Marks a view to which a file is sent of at most so many bytes; every other takes a form or JSON and no more."""

    def mark(view: V) -> V:
        setattr(view, BODY_BYTES, size + SMALL_BYTES)
        return view

    return mark


@dataclass(frozen=True, slots=True)
class WebContext:
    """What the one who runs a web process gives to it. `packages` is the folder of the npm packages; `demo`: people
    choose who they are; `invented`: so are the persons in it. `house_of` tells how the municipality of a code shows
    itself, and the whole region for an empty code. `waiting` names the services whose worker waits for a fault to
    pass. `hosts`: under which names we are asked. `figures_for_all`: a gateway keeps the outside from the figures;
    otherwise only this machine gets them. `parked` counts for a functional manager what could not be worked, and gives
    None while that is not known. `public_url`: the address of the site, when a gateway stands before it. `form_key`
    signs the tokens of forms; processes that serve one site share it. `late_ticks` tells of all services in this
    process since when their daily work is late; None where a process holds one service, which tells it of itself.
    `sign_in`: how people sign in as themselves; None where they choose who they are, and where other pages let them in.
    `sign_out` and `other_role`: the addresses of signing out, and of working with another of one's roles; empty where
    there is nothing to sign out of."""

    identity: Identity
    navigation: Sequence[NavigationItem]
    packages: Path
    clock: Clock
    demo: bool = False
    invented: bool = False
    house_of: HouseOf = neutral
    search: SearchBox | None = None
    late_ticks: LateTicks | None = None
    waiting: Callable[[], Sequence[str]] = nobody_waits
    hosts: Hosts = HERE_ONLY
    figures_for_all: bool = True
    parked: Callable[[User], int | None] = nothing_is_parked
    public_url: str = ""
    form_key: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    sign_in: SignIn | None = None
    sign_out: str = ""
    other_role: str = ""


FILTERS = {
    "amount": amount,
    "euros": euros,
    "date_in_words": date_in_words,
    "full_day_in_words": full_day_in_words,
    "due_in_words": due_in_words,
    "dutch_day": dutch_day,
    "month_in_words": month_in_words,
    "iso_week": iso_week,
    "whole": whole,
    "counted": counted,
    "municipality": municipality_name,
    "municipality_in_words": municipality_in_words,
}


def create_app(
    service: str,
    context: WebContext,
    blueprints: Sequence[Blueprint],
    *,
    templates: Path,
    healthy: Callable[[], None],
    gauges: Callable[[], dict[str, float]],
    late_ticks: LateTicks = nothing_is_late,
) -> Flask:
    """A Flask app that lives below `/<service>`. `healthy` raises when the service is not; `gauges` are read at each
    scrape; `late_ticks` are told with the health. Raises ValueError for a route without access and for a missing
    front-end package."""
    app = Flask(service, template_folder=None, static_folder=None)
    app.jinja_loader = ChoiceLoader([FileSystemLoader(templates), FileSystemLoader(HERE / "templates")])
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals["pages_to_show"] = pages_to_show
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = SMALL_BYTES
    app.config["MAX_FORM_PARTS"] = FIELDS_MAX
    app.extensions[CONTEXT] = context
    app.config[PUBLIC_URL] = context.public_url
    check_packages(context.packages)
    register_errors(app)
    keep_ways_back(app)
    _register_common(app, service, context, gauges)
    _serve_health(app, service, healthy, late_ticks)
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    _check_access(app)
    return app


def current_user() -> User:
    """Who is signed in on this request. Raises Unauthenticated when nobody is."""
    user: User | None = g.get("user")
    if user is None:
        raise Unauthenticated
    return user


def _check_access(app: Flask) -> None:
    without = sorted(
        rule.rule for rule in app.url_map.iter_rules() if not hasattr(app.view_functions[rule.endpoint], ACCESS)
    )
    if without:
        raise ValueError(f"routes without access: {without}; mark each with @allowed(roles, scope=...)")


def _register_common(
    app: Flask,
    service: str,
    context: WebContext,
    gauges: Callable[[], dict[str, float]],
) -> None:
    registry = CollectorRegistry()
    tokens = FormTokens(context.form_key)
    _let_in(app, context, tokens)
    give_tokens(app, tokens)
    _measure_requests(app, service, registry)
    _lay_out(app, service, context)
    serve_assets(app, context.packages)
    _serve_metrics(app, service, registry, gauges, for_all=context.figures_for_all)


def _let_in(app: Flask, context: WebContext, tokens: FormTokens) -> None:
    """Who asks, on whose trace, and whether the route is for that role. The use case decides which data they see. What
    is about nobody and for every role is also for who is not signed in."""

    @app.before_request
    def enter() -> None:
        g.started = perf_counter()
        g.traceparent = _traceparent()
        g.trace_id = trace_id(g.traceparent)
        g.user = None
        if request.endpoint not in ABOUT_NOBODY:
            refuse_unknown_host(request, context.hosts)
        if request.endpoint not in FOR_ANYBODY:
            g.user = context.identity.user(request)
        refuse_other_sites(request)
        view = app.view_functions.get(request.endpoint or "")
        if view is not None:
            access: Access = getattr(view, ACCESS)
            if access.scope is not Scope.NOBODY or access.roles != frozenset(EVERYONE):
                check(current_user(), access)
        request.max_content_length = getattr(view, BODY_BYTES, SMALL_BYTES)
        refuse_too_many_fields(request)
        refuse_unstorable(request)
        if view is not None and request.method not in SAFE:
            if hasattr(view, JSON_ONLY):
                refuse_other_than_json(request)
            elif not hasattr(view, FROM_A_SERVER):
                refuse_stale_form(request, tokens, g.user, view)


def _measure_requests(app: Flask, service: str, registry: CollectorRegistry) -> None:
    requests = Counter("http_requests_total", "Requests", ["service", "route", "status"], registry=registry)
    seconds = Histogram("http_request_seconds", "Time per request", ["service", "route"], registry=registry)

    @app.after_request
    def leave(response: Response) -> Response:
        route = str(request.url_rule.rule) if request.url_rule else "unknown"
        requests.labels(service, route, response.status_code).inc()
        seconds.labels(service, route).observe(perf_counter() - g.started)
        log.info("request", service=service, route=route, status=response.status_code, trace=g.trace_id)
        view = app.view_functions.get(request.endpoint or "")
        if view is None or getattr(view, ACCESS).scope is not Scope.NOBODY or response.status_code >= BadRequest.code:
            # Whoever sends a file has a header of its own for it, with which a browser would keep a letter.
            response.headers["Cache-Control"] = "no-store"
        return _with_headers(response)


def _lay_out(app: Flask, service: str, context: WebContext) -> None:
    """What every page can use. A page looks like the municipality that its address chooses, or like the only one of its
    user; a page about one municipality sets `house` to `house_of(code)`."""

    @app.context_processor
    def layout() -> dict[str, object]:
        user: User | None = g.get("user")
        role = user.role if user is not None else None
        return {
            "menu": menu_of(context.navigation, role),
            "parked_count": context.parked(user) if user and role is AnyRole.FUNCTIONAL_MANAGER else 0,
            "user": user,
            "role_names": ROLE_NAMES,
            "for_client": role is AnyRole.CLIENT,
            "service": service,
            "today": context.clock.today(),
            "waiting": context.waiting(),
            "demo": context.demo,
            "sign_out": context.sign_out,
            "other_role": context.other_role,
            "invented": context.invented,
            "house": context.house_of(request.args.get(MUNICIPALITY) or _only_municipality(user)),
            "house_of": context.house_of,
            "search": context.search if context.search is not None and role in context.search.roles else None,
        }


def _only_municipality(user: User | None) -> str:
    """The code of the one that a user works for; empty for who works for several, or for none."""
    codes = user.municipalities if user is not None else frozenset()
    return next(iter(codes)) if len(codes) == 1 else ""


def _serve_health(app: Flask, service: str, healthy: Callable[[], None], late_ticks: LateTicks) -> None:
    """Whoever keeps the web running starts it again when it is not well. That brings back no morning's work, so a late
    tick is told and stays a 200."""

    @app.get("/healthz")
    @allowed(*EVERYONE, scope=Scope.NOBODY)
    def healthz() -> dict[str, object]:
        healthy()
        late = {name: since.isoformat() for name, since in late_ticks().items()}
        return {"status": "ok", "service": service, **({"lateTicks": late} if late else {})}


def _serve_metrics(
    app: Flask,
    service: str,
    registry: CollectorRegistry,
    gauges: Callable[[], dict[str, float]],
    *,
    for_all: bool,
) -> None:
    measured = {
        name: Gauge(f"zachte_landing_{name}", f"{name} of the service", ["service"], registry=registry)
        for name in gauges()
    }

    @app.get("/metrics")
    @allowed(*EVERYONE, scope=Scope.NOBODY)
    def metrics() -> Response:
        forwarded = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
        if forwarded or not (for_all or request.remote_addr in LOCAL):
            raise NotFound("Deze bladzijde bestaat niet.")
        for name, value in gauges().items():
            measured[name].labels(service).set(value)
        return Response(generate_latest(registry), mimetype="text/plain")


def _traceparent() -> str:
    given = request.headers.get("traceparent", "")
    return given if is_traceparent(given) else new_traceparent()


def _with_headers(response: Response) -> Response:
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Strict-Transport-Security"] = "max-age=31536000"
    response.headers["Content-Security-Policy"] = (
        "default-src 'self'; img-src 'self' data:; style-src 'self'; frame-ancestors 'none'; form-action 'self'"
    )
    response.headers["traceparent"] = g.get("traceparent", "")
    return response
