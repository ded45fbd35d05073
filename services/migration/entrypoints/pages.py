"""The screens of migration: the year, the clients and a client's file."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from services.migration.application.list_clients import list_clients
from services.migration.application.ports import ReadLog
from services.migration.application.show_client import show_client
from services.migration.application.show_year import show_year
from services.migration.application.views import UnknownClient, Views
from services.migration.domain.states import PersonState
from services.migration.entrypoints import words
from services.migration.entrypoints.chart import draw, every_week
from services.migration.entrypoints.forms import MONTHS, client_filter, municipality_choice
from services.migration.entrypoints.http import NO_CLIENT
from services.migration.entrypoints.timeline import timeline, what_next
from shared.access import STAFF, Role, Scope, allowed
from shared.clock import Clock
from shared.municipalities import by_name
from shared.web.app import current_user
from shared.web.problem import NotFound


@dataclass(frozen=True, slots=True)
class Screens:
    views: Views
    read_log: ReadLog
    clock: Clock


def pages(screens: Screens) -> Blueprint:
    blueprint = Blueprint("migration_pages", __name__)
    _words(blueprint)
    _year(blueprint, screens)
    _clients(blueprint, screens)
    return blueprint


def _words(blueprint: Blueprint) -> None:
    @blueprint.context_processor
    def dutch() -> dict[str, object]:
        return {"words": words}


def _year(blueprint: Blueprint, screens: Screens) -> None:
    @blueprint.get("/")
    @allowed(*STAFF, Role.FINANCE, scope=Scope.NOBODY)
    def start() -> Response:
        return redirect(url_for("migration_pages.year"))

    @blueprint.get("/year")
    @allowed(*STAFF, Role.FINANCE, scope=Scope.MUNICIPALITY)
    def year() -> str:
        user, chosen = current_user(), municipality_choice(request.args)
        found = show_year(user, chosen, screens.views)
        today = screens.clock.today()
        weeks = every_week(found.weeks, today)
        return render_template(
            "year.html",
            title="Het jaar in één oogopslag",
            year=found,
            weeks=weeks,
            states=PersonState,
            chart=draw(weeks, today) if weeks else None,
            chosen=chosen,
            choices=by_name(user.municipalities),
            may_open_clients=user.role in STAFF,
            may_retry=user.role is Role.FUNCTIONAL_MANAGER,
        )


def _clients(blueprint: Blueprint, screens: Screens) -> None:
    @blueprint.route("/clients", methods=["GET", "POST"])
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def clients() -> str:
        """A name is searched for by POST, so that it never stands in an address that somebody keeps or logs."""
        user = current_user()
        chosen, wanted = municipality_choice(request.values), client_filter(request.values, request.form)
        page = list_clients(user, chosen, wanted, screens.views, screens.read_log)
        return render_template(
            "clients.html",
            title="Cliënten",
            page=page,
            wanted=wanted,
            chosen=chosen,
            choices=by_name(user.municipalities),
            months=MONTHS,
        )

    @blueprint.get("/clients/<uuid:client_id>")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def client(client_id: UUID) -> str:
        try:
            file = show_client(current_user(), str(client_id), screens.views, screens.read_log)
        except UnknownClient as error:
            raise NotFound(NO_CLIENT) from error
        today = screens.clock.today()
        return render_template(
            "client.html",
            title="Dossier van een cliënt",
            heading=file.name,
            file=file,
            moments=timeline(file, today),
            next_step=what_next(file, today),
        )
