"""The screens of deadlines: which are open, those of one client with their proof, and those that were counted again."""

from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for

from services.migration.application.deadlines.export_changes import export_changes
from services.migration.application.deadlines.export_deadlines import export_deadlines
from services.migration.application.deadlines.list_changes import ListChanges, list_changes
from services.migration.application.deadlines.list_deadlines import ListDeadlines, list_deadlines
from services.migration.application.deadlines.ports import ReadingWork
from services.migration.application.deadlines.views import PAGES_MAX
from services.migration.entrypoints.deadlines.api import deadlines_of
from services.migration.entrypoints.deadlines.forms import CHANGES, DEADLINES, chosen_words, deadline_filter
from services.migration.entrypoints.deadlines.lines import (
    CHANGE_FILE_HEADS,
    CHANGE_HEADS,
    FILE_HEADS,
    HEADS,
    change_lines,
    change_rows,
    deadline_lines,
    file_rows,
    last_day,
)
from services.migration.entrypoints.deadlines.words import DUES, KINDS, how_closed, who
from shared.access import STAFF, Role, Scope, allowed
from shared.clock import Clock
from shared.messaging.work import Works
from shared.municipalities import named
from shared.web.app import current_user
from shared.web.csv_file import csv_file

CORRECTORS = (Role.CASEWORKER, Role.FUNCTIONAL_MANAGER)
"""Who finds a way to correct a first day: who takes steps, since a first day is the day of a step."""


def deadline_pages(works: Works[ReadingWork], clock: Clock) -> Blueprint:
    blueprint = Blueprint("deadline_pages", __name__)
    _lists(blueprint, works, clock)
    _client(blueprint, works, clock)
    return blueprint


def _lists(blueprint: Blueprint, works: Works[ReadingWork], clock: Clock) -> None:
    @blueprint.get("/deadlines")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def deadlines() -> str:
        user, state = current_user(), DEADLINES.read(request.args)
        asked = ListDeadlines(user, state.filters.get("municipality"), deadline_filter(state), state.page)
        with works.read() as work:
            page = list_deadlines(work, asked)
        one_town = len(user.municipalities) == 1 or "municipality" in state.filters
        return render_template(
            "deadlines/deadlines.html",
            title="Termijnen",
            state=state,
            page=page,
            pages_max=PAGES_MAX,
            chosen_words=chosen_words(state),
            towns=named(user.municipalities),
            kinds={each.value: said for each, said in KINDS.items()},
            dues={each.value: said for each, said in DUES.items()},
            heads=HEADS,
            lines=deadline_lines(page.lines, f"{_here()}/", clock.today(), with_town=not one_town),
        )

    @blueprint.get("/deadlines.csv")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def deadlines_file() -> Response:
        user, state = current_user(), DEADLINES.read(request.args)
        with works.read() as work:
            asked = ListDeadlines(user, state.filters.get("municipality"), deadline_filter(state))
            found = export_deadlines(work, asked)
        return csv_file(f"termijnen-{clock.today()}.csv", FILE_HEADS, file_rows(found))

    @blueprint.get("/deadlines/changes")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def changes() -> str:
        user, state = current_user(), CHANGES.read(request.args)
        with works.read() as work:
            page = list_changes(work, ListChanges(user, state.filters.get("municipality"), state.page))
        return render_template(
            "deadlines/changes.html",
            title="Opnieuw getelde termijnen",
            state=state,
            page=page,
            chosen_words=chosen_words(state),
            towns=named(user.municipalities),
            heads=CHANGE_HEADS,
            lines=change_lines(page.changes, page.names, f"{_here()}/"),
        )

    @blueprint.get("/deadlines/changes.csv")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def changes_file() -> Response:
        user, state = current_user(), CHANGES.read(request.args)
        with works.read() as work:
            found = export_changes(work, ListChanges(user, state.filters.get("municipality")))
        rows = change_rows(found.changes, found.names)
        return csv_file(f"opnieuw-getelde-termijnen-{clock.today()}.csv", CHANGE_FILE_HEADS, rows)


def _client(blueprint: Blueprint, works: Works[ReadingWork], clock: Clock) -> None:
    @blueprint.get("/deadlines/<uuid:client_id>")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def client_deadlines(client_id: UUID) -> str:
        found = deadlines_of(works, str(client_id))
        return render_template(
            "deadlines/client.html",
            title="Termijnen van een cliënt",
            heading=f"Termijnen van {found.name}",
            found=found,
            open_ones=sorted((one for one in found.deadlines if one.is_open), key=lambda one: one.last_day),
            closed_ones=[one for one in found.deadlines if not one.is_open],
            kinds=KINDS,
            who=who,
            how_closed=how_closed,
            last_day=last_day,
            today=clock.today(),
            may_correct=lambda one: current_user().role in CORRECTORS and one in found.correctable,
        )


def _here() -> str:
    return url_for("deadline_pages.deadlines")
