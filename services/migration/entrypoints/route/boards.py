"""The screens of a prolongation for many clients at once: the groups, and one group with its waves."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from marshmallow import ValidationError
from werkzeug.wrappers import Response

from services.migration.application.route.go_on_with_prolongation import (
    GoOnWithProlongation,
    go_on_with_prolongation,
)
from services.migration.application.route.leave_out_client import LeaveOutClient, leave_out_client
from services.migration.application.route.list_members import PER_PAGE, ListMembers, list_members
from services.migration.application.route.list_prolongations import list_prolongations
from services.migration.application.route.ports import Work
from services.migration.application.route.prepare_prolongation import prepare_prolongation
from services.migration.application.route.release_wave import ReleaseWave, release_wave
from services.migration.application.route.show_prolongation import ShowProlongation, show_prolongation
from services.migration.application.route.views import TAKERS, UnknownGroup
from services.migration.entrypoints.route.forms import wanted_prolongation
from services.migration.entrypoints.route.lines import (
    AWAY,
    MEMBER_HEADS,
    PROLONGATION_FILE_HEADS,
    member_lines,
    member_rows,
    prolongation_row,
    stand_of_group,
)
from shared.access import STAFF, Scope, allowed
from shared.messaging.failures import Refused
from shared.messaging.work import Works
from shared.municipalities import named
from shared.web.app import current_user
from shared.web.csv_file import csv_file
from shared.web.forms import Form
from shared.web.lists import Listing, page_count
from shared.web.problem import NotFound

BY_WAVE = Listing(["wave"])


def add_boards(blueprint: Blueprint, works: Works[Work]) -> None:
    _prolongations(blueprint, works)
    _prolongation(blueprint, works)
    _members(blueprint, works)


def _prolongations(blueprint: Blueprint, works: Works[Work]) -> None:
    def shown(form: Form) -> tuple[str, int]:
        user = current_user()
        with works.read() as work:
            groups = list_prolongations(work, user)
        page = render_template(
            "route/prolongations.html",
            title="Oude zorg verlengen",
            groups=groups,
            stand_of_group=stand_of_group,
            form=form,
            towns=named(user.municipalities),
            may_act=user.role in TAKERS,
        )
        return page, form.status

    @blueprint.get("/prolongations")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def prolongations() -> tuple[str, int]:
        return shown(Form({}))

    @blueprint.get("/prolongations.csv")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def prolongations_file() -> Response:
        with works.read() as work:
            groups = list_prolongations(work, current_user())
        return csv_file("verlengingen.csv", PROLONGATION_FILE_HEADS, map(prolongation_row, groups))

    @blueprint.post("/prolongations")
    @allowed(*TAKERS, scope=Scope.MUNICIPALITY)
    def prepare() -> Response | tuple[str, int]:
        given = request.form
        try:
            with works.begin() as work:
                group = prepare_prolongation(work, wanted_prolongation(current_user(), given))
        except (ValidationError, Refused) as error:
            return shown(Form(given.to_dict()).wrong(error))
        return redirect(url_for("route.prolongation", group_id=group.id), code=303)


def _prolongation(blueprint: Blueprint, works: Works[Work]) -> None:
    def shown(group_id: UUID, form: Form) -> tuple[str, int]:
        user = current_user()
        with _or_no_group(), works.read() as work:
            found = show_prolongation(work, ShowProlongation(user, str(group_id)))
        page = render_template(
            "route/prolongation.html",
            title="Verlenging",
            shown=found,
            away=AWAY,
            form=form,
            is_maker=found.group.made_by == user.id,
            may_act=user.role in TAKERS,
            done=request.args.get("done"),
        )
        return page, form.status

    def done(group_id: UUID) -> Response:
        return redirect(url_for("route.prolongation", group_id=group_id, done="yes"), code=303)

    @blueprint.get("/prolongations/<uuid:group_id>")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def prolongation(group_id: UUID) -> tuple[str, int]:
        return shown(group_id, Form({}))

    @blueprint.post("/prolongations/<uuid:group_id>/release")
    @allowed(*TAKERS, scope=Scope.MUNICIPALITY)
    def release(group_id: UUID) -> Response | tuple[str, int]:
        try:
            with _or_no_group():
                stopped = release_wave(works, ReleaseWave(current_user(), str(group_id)))
        except Refused as error:
            return shown(group_id, Form({}).wrong(error))
        return redirect(url_for("route.prolongation", group_id=group_id), code=303) if stopped else done(group_id)

    @blueprint.post("/prolongations/<uuid:group_id>/go-on")
    @allowed(*TAKERS, scope=Scope.MUNICIPALITY)
    def go_on(group_id: UUID) -> Response:
        with _or_no_group(), works.begin() as work:
            go_on_with_prolongation(work, GoOnWithProlongation(current_user(), str(group_id)))
        return done(group_id)

    @blueprint.post("/prolongations/<uuid:group_id>/clients/<uuid:client_id>/left-out")
    @allowed(*TAKERS, scope=Scope.MUNICIPALITY)
    def leave_out(group_id: UUID, client_id: UUID) -> Response | tuple[str, int]:
        why = request.form.get("why", "")
        try:
            with _or_no_group(), works.begin() as work:
                leave_out_client(work, LeaveOutClient(current_user(), str(group_id), str(client_id), why))
        except Refused as error:
            return shown(group_id, Form({"why": why}).wrong(error))
        return done(group_id)


def _members(blueprint: Blueprint, works: Works[Work]) -> None:
    @blueprint.get("/prolongations/<uuid:group_id>/members")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def members(group_id: UUID) -> str:
        user, state = current_user(), BY_WAVE.read(request.args)
        with _or_no_group(), works.read() as work:
            found = show_prolongation(work, ShowProlongation(user, str(group_id)))
            lines = list_members(work, ListMembers(user, str(group_id), state.page))
        return render_template(
            "route/members.html",
            title="Wie er in deze verlenging zit",
            shown=found,
            heads=MEMBER_HEADS,
            lines=member_lines(lines, found.group.until, lambda client_id: url_for("route.route", client_id=client_id)),
            state=state,
            pages=page_count(len(found.members), PER_PAGE),
        )

    @blueprint.get("/prolongations/<uuid:group_id>/members.csv")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def members_file(group_id: UUID) -> Response:
        """The whole list that the screen shows a page of."""
        with _or_no_group(), works.read() as work:
            group = show_prolongation(work, ShowProlongation(current_user(), str(group_id))).group
            lines = list_members(work, ListMembers(current_user(), str(group_id)))
        return csv_file("verlenging.csv", [head["label"] for head in MEMBER_HEADS], member_rows(lines, group.until))


@contextmanager
def _or_no_group() -> Iterator[None]:
    try:
        yield
    except UnknownGroup as error:
        raise NotFound("Deze verlenging is er niet. Kijk in de lijst met verlengingen.") from error
