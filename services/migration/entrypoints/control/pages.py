"""The screens of migration: the year, the clients and a client's file."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from services.migration.application.control.list_clients import ListClients, list_clients
from services.migration.application.control.ports import Work
from services.migration.application.control.show_year import ShowYear, show_year
from services.migration.domain.rights.states import PersonState
from services.migration.entrypoints.control.api import client_file
from services.migration.entrypoints.control.chart import draw, every_week
from services.migration.entrypoints.control.forms import MONTHS, client_filter, municipality_choice
from services.migration.entrypoints.control.timeline import timeline, what_next
from services.migration.entrypoints.rights import words
from shared.access import STAFF, Role, Scope, allowed
from shared.clock import Clock
from shared.messaging.work import Works
from shared.municipalities import by_name
from shared.web.app import current_user


def pages(works: Works[Work], clock: Clock) -> Blueprint:
    blueprint = Blueprint("migration_pages", __name__)
    _words(blueprint)
    _year(blueprint, works, clock)
    _clients(blueprint, works)
    _client(blueprint, works, clock)
    return blueprint


def _words(blueprint: Blueprint) -> None:
    @blueprint.context_processor
    def dutch() -> dict[str, object]:
        return {"words": words, "states": PersonState}


def _year(blueprint: Blueprint, works: Works[Work], clock: Clock) -> None:
    @blueprint.get("/")
    @allowed(*STAFF, Role.FINANCE, scope=Scope.NOBODY)
    def start() -> Response:
        return redirect(url_for("migration_pages.year"))

    @blueprint.get("/year")
    @allowed(*STAFF, Role.FINANCE, scope=Scope.MUNICIPALITY)
    def year() -> str:
        user, chosen = current_user(), municipality_choice(request.args)
        with works.read() as work:
            found = show_year(work, ShowYear(user, chosen))
        today = clock.today()
        weeks = every_week(found.weeks, today)
        return render_template(
            "control/year.html",
            title="Het jaar in één oogopslag",
            year=found,
            weeks=weeks,
            chart=draw(weeks, today) if weeks else None,
            chosen=chosen,
            choices=by_name(user.municipalities),
            may_open_clients=user.role in STAFF,
            may_retry=user.role is Role.FUNCTIONAL_MANAGER,
        )


def _clients(blueprint: Blueprint, works: Works[Work]) -> None:
    @blueprint.route("/clients", methods=["GET", "POST"])
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def clients() -> str:
        """A name is searched for by POST, so that it never stands in an address that somebody keeps or logs."""
        user = current_user()
        chosen, wanted = municipality_choice(request.values), client_filter(request.values, request.form)
        with works.read() as work:
            page = list_clients(work, ListClients(user, chosen, wanted))
        return render_template(
            "control/clients.html",
            title="Cliënten",
            page=page,
            wanted=wanted,
            chosen=chosen,
            choices=by_name(user.municipalities),
            months=MONTHS,
        )


def _client(blueprint: Blueprint, works: Works[Work], clock: Clock) -> None:
    @blueprint.get("/clients/<uuid:client_id>")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def client(client_id: UUID) -> str:
        file = client_file(works, str(client_id))
        today = clock.today()
        return render_template(
            "control/client.html",
            title="Dossier van een cliënt",
            heading=file.name,
            file=file,
            moments=timeline(file, today),
            next_step=what_next(file, today),
        )
