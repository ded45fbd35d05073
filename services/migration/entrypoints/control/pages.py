"""The screens of migration: the year, the clients and a client's file."""

from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from services.migration.application.control.list_clients import ListClients, list_clients
from services.migration.application.control.ports import FileWork, Work
from services.migration.application.control.show_year import ShowYear, show_year
from services.migration.application.control.views import ClientPage, Moment
from services.migration.domain.control.lists import WorkList
from services.migration.domain.rights.states import PersonState
from services.migration.entrypoints.control import words as control_words
from services.migration.entrypoints.control.api import client_file
from services.migration.entrypoints.control.chart import draw
from services.migration.entrypoints.control.forms import (
    MONTHS,
    chosen_words,
    client_filter,
    listing_of,
    municipality_choice,
    week_words,
)
from services.migration.entrypoints.control.lines import CLIENT_HEADS, WEEK_HEADS, Link, client_lines, week_lines
from services.migration.entrypoints.control.timeline import also_to_do, timeline, what_next
from services.migration.entrypoints.planning.pages import client_appointments
from services.migration.entrypoints.rights import words
from shared.access import STAFF, Role, Scope, allowed
from shared.clock import Clock
from shared.messaging.work import Works
from shared.municipalities import by_name, municipality_name
from shared.web.app import current_user
from shared.web.forms import Form
from shared.web.searches import KeptSearches


def pages(works: Works[FileWork], clock: Clock, searches: KeptSearches) -> Blueprint:
    blueprint = Blueprint("migration_pages", __name__)
    _words(blueprint)
    _year(blueprint, works, clock)
    _clients(blueprint, works, clock, searches)
    _client(blueprint, works, clock)
    return blueprint


def _words(blueprint: Blueprint) -> None:
    @blueprint.context_processor
    def dutch() -> dict[str, object]:
        return {
            "words": words,
            "lists": control_words.LISTS,
            "states": PersonState,
            "work_lists": WorkList,
            "week_words": week_words,
        }


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
        link = _link(chosen, user.role in STAFF)
        return render_template(
            "control/year.html",
            title="Het jaar in één oogopslag",
            year=found,
            chart=draw(found.weeks, clock.today(), lambda monday: link(week=monday.isoformat())),
            week_heads=WEEK_HEADS,
            week_lines=week_lines(found.weeks, link),
            link=link,
            form=Form({"municipality": chosen or ""}),
            towns={code: municipality_name(code) for code in by_name(user.municipalities)},
            empty_lists=[said.name for each, said in control_words.LISTS.items() if not found.counts.lists[each]],
            on_tiles=control_words.ON_TILES,
            alarming=control_words.ALARMING,
            may_open_clients=user.role in STAFF,
            may_retry=user.role is Role.FUNCTIONAL_MANAGER,
        )


def _link(municipality: str | None, may_open: bool) -> Link:
    """The address of a list; empty for a role that may not open it."""
    here = url_for("migration_pages.clients")
    base = {"municipality": municipality} if municipality else {}

    def link(**filters: str) -> str:
        chosen = {**filters, **base}
        return "" if not may_open else f"{here}?{urlencode(chosen)}" if chosen else here

    return link


def _clients(blueprint: Blueprint, works: Works[Work], clock: Clock, searches: KeptSearches) -> None:
    @blueprint.get("/clients")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def clients() -> str:
        user = current_user()
        state = listing_of(request.args).read(request.args)
        typed = searches.text_of(user, state.search) if state.search else ""
        page = ClientPage([], 0, 1)
        if typed is not None:
            asked = ListClients(user, state.filters.get("municipality"), client_filter(state, typed))
            with works.read() as work:
                page = list_clients(work, asked)
        work_list, here = state.filters.get("list"), url_for("migration_pages.clients")
        one_town = len(user.municipalities) == 1 or "municipality" in state.filters
        return render_template(
            "control/clients.html",
            title="Cliënten",
            state=state,
            text=typed,
            page=page,
            work_list=WorkList(work_list) if work_list else None,
            chosen_words=chosen_words(state),
            towns={code: municipality_name(code) for code in by_name(user.municipalities)},
            list_names={each.value: said.name for each, said in control_words.LISTS.items()},
            state_names={each.value: said for each, said in words.STATES.items()},
            months=MONTHS,
            heads=CLIENT_HEADS,
            lines=client_lines(page.lines, f"{here}/", clock.today(), with_town=not one_town),
            moments=[moment.value for moment in Moment],
        )

    @blueprint.post("/clients")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def search() -> Response:
        """What is typed is kept on our side, so that it never stands in an address that somebody keeps or logs."""
        listing = listing_of(request.form)
        return searches.redirect(current_user(), listing, request.form, url_for("migration_pages.clients"))


def _client(blueprint: Blueprint, works: Works[FileWork], clock: Clock) -> None:
    @blueprint.get("/clients/<uuid:client_id>")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def client(client_id: UUID) -> str:
        file = client_file(works, str(client_id))
        today: date = clock.today()
        return render_template(
            "control/client.html",
            title="Dossier van een cliënt",
            heading=file.name,
            file=file,
            moments=timeline(file, today),
            step=what_next(file, today),
            also=also_to_do(file),
            appointments=client_appointments(works, str(client_id)),
            done=request.args.get("done"),
        )
