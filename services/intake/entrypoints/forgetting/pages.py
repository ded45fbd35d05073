"""The screens of forgetting: what is proposed and done, one of them, a new proposal, and of whom everything may go."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from marshmallow import ValidationError
from werkzeug.wrappers import Response

from services.intake.application.forgetting.confirm_forgetting import ConfirmForgetting, confirm_forgetting
from services.intake.application.forgetting.lift_forgetting import LiftForgetting, lift_forgetting
from services.intake.application.forgetting.list_due import ListDue
from services.intake.application.forgetting.list_due import list_due as find_due
from services.intake.application.forgetting.list_forgettings import READERS, ListForgettings
from services.intake.application.forgetting.list_forgettings import list_forgettings as find_forgettings
from services.intake.application.forgetting.ports import ForgettingWorks, UnknownForgetting
from services.intake.application.forgetting.propose_forgetting import WHY_MAX, propose_forgetting
from services.intake.application.forgetting.show_forgetting import ShowForgetting, show_forgetting
from services.intake.application.forgetting.views import DueClient
from services.intake.application.forgetting.withdraw_forgetting import WithdrawForgetting, withdraw_forgetting
from services.intake.domain.forgetting.forgetting import Forgetting
from services.intake.entrypoints.forgetting.forms import (
    DUE,
    FORGETTINGS,
    PER_PAGE,
    offset,
    proposal,
    wanted_forgettings,
)
from services.intake.entrypoints.forgetting.lines import DUE_HEADS, FORGETTING_HEADS, due_row, forgetting_row
from services.intake.entrypoints.forgetting.words import GROUND_HINTS, GROUNDS, STAGES
from shared.access import Role, Scope, allowed
from shared.messaging.failures import Refused
from shared.municipalities import named
from shared.web.app import current_user
from shared.web.csv_file import AT_ONCE, csv_file, in_parts
from shared.web.forms import Form
from shared.web.lists import page_count
from shared.web.problem import NotFound


def forgetting_pages(works: ForgettingWorks) -> Blueprint:
    screens = Blueprint("forgetting", __name__)
    reader = allowed(*READERS, scope=Scope.MUNICIPALITY)
    manager = allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)

    @screens.get("/forgettings")
    @reader
    def list_forgettings() -> str:
        user, state = current_user(), FORGETTINGS.read(request.args)
        with works.read() as work:
            found = find_forgettings(work, ListForgettings(user, wanted_forgettings(state)))
        return render_template(
            "forgetting/forgettings.html",
            title="Vergeten",
            found=found,
            state=state,
            pages=page_count(found.total, PER_PAGE),
            may_propose=user.role is Role.FUNCTIONAL_MANAGER,
            municipalities=named(user.municipalities),
            **_words(),
        )

    @screens.get("/forgettings.csv")
    @reader
    def forgettings_file() -> Response:
        user, wanted = current_user(), wanted_forgettings(FORGETTINGS.read(request.args))

        def found() -> Iterator[Forgetting]:
            with works.read() as work:
                yield from in_parts(
                    lambda first: (
                        find_forgettings(
                            work, ListForgettings(user, replace(wanted, offset=first, limit=AT_ONCE))
                        ).forgettings
                    )
                )

        return csv_file("vergeten.csv", FORGETTING_HEADS, map(forgetting_row, found()))

    @screens.get("/forgettings/new")
    @manager
    def new() -> Response:
        return _proposing(Form({"client": request.args.get("client", "")}))

    @screens.post("/forgettings/new")
    @manager
    def propose() -> Response:
        typed = {name: request.form.get(name, "") for name in ("client", "ground", "why")}
        try:
            with works.begin() as work:
                one = propose_forgetting(work, proposal(current_user(), typed))
        except (ValidationError, Refused) as wrong:
            return _proposing(Form(typed).wrong(wrong))
        return redirect(url_for("forgetting.show", forgetting_id=one.id), code=303)

    @screens.get("/forgettings/<uuid:forgetting_id>")
    @reader
    def show(forgetting_id: UUID) -> Response:
        return _page(works, forgetting_id, Form())

    @screens.post("/forgettings/<uuid:forgetting_id>/confirm")
    @manager
    def confirm(forgetting_id: UUID) -> Response:
        try:
            with _or_not_found():
                confirm_forgetting(works, ConfirmForgetting(current_user(), str(forgetting_id)))
        except Refused as refused:
            return _page(works, forgetting_id, Form().wrong(refused))
        return _to(forgetting_id)

    @screens.post("/forgettings/<uuid:forgetting_id>/withdraw")
    @manager
    def withdraw(forgetting_id: UUID) -> Response:
        try:
            with _or_not_found(), works.begin() as work:
                withdraw_forgetting(work, WithdrawForgetting(current_user(), str(forgetting_id)))
        except Refused as refused:
            return _page(works, forgetting_id, Form().wrong(refused))
        return _to(forgetting_id)

    @screens.post("/forgettings/<uuid:forgetting_id>/lift")
    @manager
    def lift(forgetting_id: UUID) -> Response:
        why = request.form.get("why", "")
        try:
            with _or_not_found(), works.begin() as work:
                lift_forgetting(work, LiftForgetting(current_user(), str(forgetting_id), why))
        except Refused as refused:
            return _page(works, forgetting_id, Form({"why": why}).wrong(refused))
        return _to(forgetting_id)

    @screens.get("/due")
    @reader
    def list_due() -> str:
        user, state = current_user(), DUE.read(request.args)
        with works.read() as work:
            found = find_due(work, ListDue(user, offset(state), PER_PAGE))
        return render_template(
            "forgetting/due.html",
            title="Wat kan weg",
            found=found,
            state=state,
            pages=page_count(found.total, PER_PAGE),
            may_propose=user.role is Role.FUNCTIONAL_MANAGER,
        )

    @screens.get("/due.csv")
    @reader
    def due_file() -> Response:
        user = current_user()

        def found() -> Iterator[DueClient]:
            with works.read() as work:
                yield from in_parts(lambda first: find_due(work, ListDue(user, first, AT_ONCE)).clients)

        return csv_file("wat-kan-weg.csv", DUE_HEADS, map(due_row, found()))

    return screens


def _words() -> dict[str, object]:
    return {"stages": STAGES, "grounds": GROUNDS}


def _to(forgetting_id: UUID) -> Response:
    return redirect(url_for("forgetting.show", forgetting_id=forgetting_id), code=303)


def _proposing(form: Form) -> Response:
    page = render_template(
        "forgetting/propose.html",
        title="Een cliënt vergeten",
        form=form,
        grounds=GROUNDS,
        hints=GROUND_HINTS,
        longest=WHY_MAX,
    )
    return make_response(page, form.status)


def _page(works: ForgettingWorks, forgetting_id: UUID, form: Form) -> Response:
    user = current_user()
    with _or_not_found(), works.read() as work:
        one = show_forgetting(work, ShowForgetting(user, str(forgetting_id)))
    page = render_template(
        "forgetting/forgetting.html",
        title=f"Vergeten: nummer {one.number}",
        one=one,
        form=form,
        me=user.id,
        may_act=user.role is Role.FUNCTIONAL_MANAGER,
        longest=WHY_MAX,
        **_words(),
    )
    return make_response(page, form.status)


@contextmanager
def _or_not_found() -> Iterator[None]:
    try:
        yield
    except UnknownForgetting as unknown:
        raise NotFound("Dit voorstel is er niet. Kies er een uit de lijst.") from unknown
