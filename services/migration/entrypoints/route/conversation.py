"""The screens of the conversation: what was talked about, and the report of it."""

from dataclasses import replace
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from marshmallow import ValidationError
from werkzeug.wrappers import Response

from services.migration.application.route.hold_conversation import HoldConversation, hold_conversation
from services.migration.application.route.keep_conversation import KeepConversation, keep_conversation
from services.migration.application.route.ports import ConversationWork
from services.migration.application.route.views import TAKERS, RouteFile
from services.migration.domain.route.states import StepKind
from services.migration.entrypoints.route import words
from services.migration.entrypoints.route.forms import NEEDS, notes_of, on_day, seen_of, values_of_notes
from services.migration.entrypoints.route.reading import file_of, or_not_found
from shared.access import STAFF, Scope, allowed
from shared.clock import Clock
from shared.messaging.failures import Refused
from shared.messaging.work import Works
from shared.web.app import current_user
from shared.web.forms import WHOLE, Form
from shared.web.problem import NotFound


def add_conversation(blueprint: Blueprint, works: Works[ConversationWork], clock: Clock) -> None:
    def shown(file: RouteFile, form: Form) -> tuple[str, int]:
        page = render_template(
            "route/conversation.html",
            title="Het gesprek",
            heading=f"Het gesprek met {file.client.name}",
            file=file,
            form=form,
            needs=range(NEEDS),
            answers={answer.value: said for answer, said in words.ANSWERS.items()},
            done=request.args.get("done"),
            can_finish=StepKind.HOLD_CONVERSATION in file.possible,
            reported=file.route.has(StepKind.REPORT),
            may_act=current_user().role in TAKERS and not file.route.has(StepKind.REPORT),
        )
        return page, form.status

    @blueprint.get("/clients/<uuid:client_id>/route/conversation")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def conversation(client_id: UUID) -> tuple[str, int]:
        file = file_of(works, client_id)
        kept = values_of_notes(file.conversation) if file.conversation is not None else {}
        return shown(file, Form({"on": clock.today().isoformat(), **kept}))

    @blueprint.post("/clients/<uuid:client_id>/route/conversation")
    @allowed(*TAKERS, scope=Scope.MUNICIPALITY)
    def keep(client_id: UUID) -> Response | tuple[str, int]:
        """What was typed is kept first, also when the conversation cannot be finished yet."""
        given, user = request.form, current_user()
        try:
            with or_not_found(), works.begin() as work:
                keep_conversation(work, KeepConversation(user, str(client_id), notes_of(given)))
        except Refused as error:
            return shown(file_of(works, client_id), Form(given.to_dict()).wrong(error))
        if given.get("do") != "finish":
            return redirect(url_for("route.conversation", client_id=client_id, done="kept"), code=303)
        try:
            with works.begin() as work:
                hold_conversation(work, HoldConversation(user, str(client_id), on_day(given), seen_of(given)))
        except (ValidationError, Refused) as error:
            return shown(file_of(works, client_id), _still_missing(Form(given.to_dict()), error))
        return redirect(url_for("route.route", client_id=client_id, done="hold-conversation"), code=303)

    @blueprint.get("/clients/<uuid:client_id>/route/report")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def report(client_id: UUID) -> str:
        file = file_of(works, client_id)
        if file.conversation is None:
            raise NotFound("Er is nog geen verslag. Vul eerst het gesprek in.")
        held = file.route.last(StepKind.HOLD_CONVERSATION)
        return render_template("route/report.html", title="Verslag van het gesprek", file=file, held=held)


def _still_missing(form: Form, error: ValidationError | Refused) -> Form:
    """Names each field that is missing: a summary of ten equal sentences helps nobody."""
    asked = words.asked_in_conversation()
    if isinstance(error, ValidationError) or not error.fields.keys() <= asked.keys():
        return form.wrong(error)
    missing = {name: f"Vul dit nog in: {asked[name]}" for name in error.fields}
    return replace(form, errors={WHOLE: str(error), **missing})
