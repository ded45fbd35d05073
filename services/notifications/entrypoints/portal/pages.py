"""The client's own page, and what the client can let know there."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from services.notifications.adapters.work import NotificationsWorks
from services.notifications.application.portal.keep_visit import KeepVisit, keep_visit
from services.notifications.application.portal.show_action import ShowAction, show_action
from services.notifications.application.portal.show_portal import ShowPortal, show_portal
from services.notifications.application.replies.hand_in_plan import MEGABYTE, HandInPlan, hand_in_plan
from services.notifications.application.replies.take_answer import TakeAnswer, take_answer
from services.notifications.domain.portal.letters import letter_name
from services.notifications.domain.replies.answer import KINDS, AnswerKind
from services.notifications.entrypoints.forms import is_client
from services.notifications.entrypoints.paging import or_not_found
from services.notifications.entrypoints.portal.forms import content_of, kind_of
from services.notifications.entrypoints.portal.words import (
    ABOUT_APPOINTMENT_BUTTONS,
    ACTIONS,
    LOOKED_AT,
    WHO_ARRANGES,
    who_gets,
)
from shared.access import STAFF, Role, Scope, allowed
from shared.messaging.failures import Refused
from shared.web.app import current_user, takes_up_to
from shared.web.forms import Form
from shared.web.problem import NotFound

Answered = str | Response | tuple[str, int]


def portal_pages(works: NotificationsWorks) -> Blueprint:
    screens = Blueprint("portal", __name__)

    @screens.get("/portal")
    @allowed(*STAFF, Role.CLIENT, scope=Scope.OWN)
    def portal() -> str:
        client = request.args.get("client", "")
        if client and not is_client(client):
            raise NotFound("Er is geen cliënt met dit nummer. Kies er een uit de lijst met cliënten.")
        own = current_user().role is Role.CLIENT
        with or_not_found(), works.read() as work:
            view = show_portal(work, ShowPortal(current_user(), client or None))
        if view.visit_counts:
            with works.begin() as work:
                keep_visit(work, KeepVisit(current_user(), view.shown))
        done = KINDS.get(request.args.get("done", ""))
        return render_template(
            "portal/portal.html",
            title="Uw zorg",
            view=view,
            own=own,
            who_arranges=WHO_ARRANGES,
            looked_at=LOOKED_AT,
            words=ACTIONS,
            who_gets=who_gets,
            letter_name=letter_name,
            with_appointment=ABOUT_APPOINTMENT_BUTTONS,
            thanks=ACTIONS[done].thanks if own and done and done in ACTIONS else "",
        )

    @screens.get("/portal/answers/<string:word>")
    @allowed(Role.CLIENT, scope=Scope.OWN)
    def action(word: str) -> str:
        return _form(works, kind_of(word), Form())

    @screens.post("/portal/answers/<string:word>")
    @takes_up_to(works.plan_files.most_bytes)
    @allowed(Role.CLIENT, scope=Scope.OWN)
    def answer(word: str) -> Answered:
        kind = kind_of(word)
        values = {name: request.form.get(name, "").replace("\r\n", "\n").strip() for name in FIELDS}
        if ACTIONS[kind].sure and request.form.get("sure") != "yes":
            return _form(works, kind, Form(values), asks_again=True)
        try:
            with or_not_found():
                _take(works, kind, values)
        except Refused as refused:
            form = Form(values).wrong(refused)
            return _form(works, kind, form), form.status
        return redirect(url_for("portal.portal", done=kind), code=303)

    return screens


FIELDS = ("wish", "note", "phone", "language", "appointment")


def _take(works: NotificationsWorks, kind: AnswerKind, values: dict[str, str]) -> None:
    user = current_user()
    if kind == "plan-attached":
        content = content_of(request.files.get("file"), works.plan_files.most_bytes)
        hand_in_plan(works, HandInPlan(user, content, values["note"]))
        return
    with works.begin() as work:
        about = values["appointment"] or None
        take_answer(
            work,
            TakeAnswer(
                user,
                user.client,
                kind,
                "portal",
                work.today,
                about,
                wish=values["wish"],
                note=values["note"],
                phone=values["phone"],
                language=values["language"],
            ),
        )


def _form(works: NotificationsWorks, kind: AnswerKind, form: Form, *, asks_again: bool = False) -> str:
    with or_not_found(), works.read() as work:
        page = show_action(work, ShowAction(current_user(), kind))
    said = ACTIONS[kind]
    return render_template(
        "portal/action.html",
        title=said.sure if asks_again else said.title,
        page=page,
        kind=kind,
        said=said,
        form=form,
        asks_again=asks_again,
        megabytes=works.plan_files.most_bytes // MEGABYTE,
    )
