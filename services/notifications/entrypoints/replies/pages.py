"""The screens of answers: the inbox, one answer, and recording one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from marshmallow import ValidationError
from werkzeug.wrappers import Response

from services.notifications.adapters.work import NotificationsWorks, Work
from services.notifications.application.letters.follow_answer import follow_answer
from services.notifications.application.replies.assign_answer import AssignAnswer, assign_answer
from services.notifications.application.replies.count_answers import count_answers
from services.notifications.application.replies.count_silent import count_silent
from services.notifications.application.replies.find_answer import FindAnswer
from services.notifications.application.replies.find_clients import FindClients, find_clients
from services.notifications.application.replies.find_slip import FindSlip, find_slip
from services.notifications.application.replies.finish_answer import FinishAnswer, finish_answer
from services.notifications.application.replies.finish_recorded_answers import RECORDED_AS
from services.notifications.application.replies.list_answers import ListAnswers, list_answers
from services.notifications.application.replies.list_silent import list_silent
from services.notifications.application.replies.show_answer import show_answer
from services.notifications.application.replies.show_plan_file import show_plan_file
from services.notifications.application.replies.start_answer import StartAnswer, start_answer
from services.notifications.application.replies.take_answer import TakeAnswer, take_answer
from services.notifications.application.replies.views import ANSWERERS
from services.notifications.domain.client.recipient import Recipient
from services.notifications.domain.replies.answer import (
    ABOUT_APPOINTMENT,
    KINDS,
    NEEDS_LANGUAGE,
    NEEDS_NOTE,
    NEEDS_PHONE,
    OTHER_DAY,
    AnswerKind,
    FileType,
)
from services.notifications.domain.route.facts import when_in_words
from services.notifications.entrypoints.forms import as_day_field, is_client
from services.notifications.entrypoints.paging import PDF, PER_PAGE, offset, or_not_found
from services.notifications.entrypoints.replies import words
from services.notifications.entrypoints.replies.forms import (
    ANSWERS,
    SILENT,
    read_answer,
    read_born,
    typed,
    wanted_answers,
    wanted_silent,
)
from services.notifications.entrypoints.replies.lines import (
    ANSWER_HEADS,
    SILENT_HEADS,
    answer_lines,
    answer_rows,
    silent_lines,
    silent_rows,
)
from shared.access import STAFF, Scope, allowed
from shared.messaging.failures import Refused
from shared.municipalities import named
from shared.web.app import current_user
from shared.web.csv_file import csv_file
from shared.web.forms import Form
from shared.web.lists import ListState, page_count
from shared.web.problem import NotFound
from shared.web.way_back import from_here

Answered = str | Response | tuple[str, int]
MIMETYPES: Mapping[FileType, str] = {"pdf": PDF, "jpg": "image/jpeg", "png": "image/png"}
ALSO = "also-"
"""Before the kind of an answer, in the names of the boxes for the other crosses on a slip."""
SAID = ("wish", "note", "phone", "language")
"""What the form asks beside the kind and the day."""
OWNED_BY = ("me", "team", "name")


def reply_pages(works: NotificationsWorks) -> Blueprint:
    screens = Blueprint("replies", __name__)
    _inbox(screens, works)
    _one(screens, works)
    _new(screens, works)
    return screens


def _inbox(screens: Blueprint, works: NotificationsWorks) -> None:
    @screens.get("/replies")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def replies() -> str:
        return _silent(works) if request.args.get("silent") else _answers(works)

    @screens.get("/replies.csv")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def replies_file() -> Response:
        """The whole list that the screen shows a page of."""
        user = current_user()
        with works.read() as work:
            if request.args.get("silent"):
                wanted = wanted_silent(SILENT.read(request.args), user, work.today)
                heads, *rows = silent_rows(list_silent(work, wanted).lines)
                return csv_file("stil.csv", heads, rows)
            chosen = wanted_answers(ANSWERS.read(request.args), user, work.today)
            heads, *rows = answer_rows(list_answers(work, ListAnswers(user, chosen)).lines, work.today)
            return csv_file("antwoorden.csv", heads, rows)


def _answers(works: NotificationsWorks) -> str:
    user, state = current_user(), ANSWERS.read(request.args)
    with works.read() as work:
        wanted = wanted_answers(state, user, work.today, offset(state.page), PER_PAGE)
        found = list_answers(work, ListAnswers(user, wanted))
        return _list(
            work,
            state,
            total=found.total,
            heads=ANSWER_HEADS,
            lines=answer_lines(found.lines, _page_from_list, work.today),
            silent=False,
        )


def _page_from_list(answer_id: str) -> str:
    return from_here(url_for("replies.reply", answer_id=answer_id))


def _silent(works: NotificationsWorks) -> str:
    user, state = current_user(), SILENT.read(request.args)
    base = f"{url_for('replies.new')}?client=" if user.role in ANSWERERS else ""
    with works.read() as work:
        found = list_silent(work, wanted_silent(state, user, work.today, offset(state.page), PER_PAGE))
        lines = silent_lines(found.lines, base)
        return _list(work, state, total=found.total, heads=SILENT_HEADS, lines=lines, silent=True)


def _list(work: Work, state: ListState, *, total: int, silent: bool, **shown: Any) -> str:
    user = current_user()
    return render_template(
        "replies/replies.html",
        title="Wie antwoordde nog niet?" if silent else "Antwoorden",
        state=state,
        total=total,
        silent=silent,
        counts=count_answers(work, user),
        quiet=total if silent and "municipality" not in state.filters else count_silent(work, user),
        pages=page_count(total, PER_PAGE),
        municipalities=named(user.municipalities),
        may_act=user.role in ANSWERERS,
        words=words,
        **shown,
    )


def _one(screens: Blueprint, works: NotificationsWorks) -> None:
    @screens.get("/replies/<uuid:answer_id>")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def reply(answer_id: UUID) -> str:
        return _show(works, str(answer_id), Form())

    @screens.get("/replies/<uuid:answer_id>/plan")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def plan(answer_id: UUID) -> Response:
        """To save: what somebody else made is not opened within our own pages."""
        with or_not_found():
            file = show_plan_file(works, FindAnswer(current_user(), str(answer_id)))
        mimetype = MIMETYPES[file.type]
        return send_file(file.path.resolve(), mimetype=mimetype, max_age=0, as_attachment=True, download_name=file.name)

    @screens.post("/replies/<uuid:answer_id>/owner")
    @allowed(*ANSWERERS, scope=Scope.MUNICIPALITY)
    def assign(answer_id: UUID) -> Answered:
        values = typed(request.form, "to", "name")
        if values["to"] not in OWNED_BY:
            raise Refused("Kies wie dit antwoord oppakt.")
        try:
            with or_not_found(), works.begin() as work:
                assign_answer(work, AssignAnswer(current_user(), str(answer_id), values["to"], values["name"]))
        except Refused as refused:
            form = Form(values).wrong(refused)
            return _show(works, str(answer_id), form), form.status
        return _done(url_for("replies.reply", answer_id=answer_id, done=values["to"]))

    @screens.post("/replies/<uuid:answer_id>/done")
    @allowed(*ANSWERERS, scope=Scope.MUNICIPALITY)
    def finish(answer_id: UUID) -> Answered:
        values = typed(request.form, "outcome")
        try:
            with or_not_found(), works.begin() as work:
                finished = finish_answer(work, FinishAnswer(current_user(), str(answer_id), values["outcome"]))
                follow_answer(work, finished)
        except Refused as refused:
            form = Form(values).wrong(refused)
            return _show(works, str(answer_id), form), form.status
        return _done(url_for("replies.reply", answer_id=answer_id, done="finished"))


def _show(works: NotificationsWorks, answer_id: str, form: Form) -> str:
    with or_not_found(), works.read() as work:
        page = show_answer(work, FindAnswer(current_user(), answer_id))
    return render_template(
        "replies/reply.html",
        title="Antwoord",
        heading=words.KINDS[page.answer.kind],
        page=page,
        form=form,
        when=when_in_words(page.appointment) if page.appointment else "",
        done=words.DONE.get(request.args.get("done", "")),
        words=words,
        recorded_as=RECORDED_AS,
        needs_phone=NEEDS_PHONE,
        needs_language=NEEDS_LANGUAGE,
    )


def _new(screens: Blueprint, works: NotificationsWorks) -> None:
    """One address: without a client one says whose answer it is, with a client what it says."""

    @screens.get("/replies/new")
    @allowed(*ANSWERERS, scope=Scope.MUNICIPALITY)
    def new() -> str:
        client, slip = _chosen_client(), request.args.get("channel") == "slip"
        if not client:
            return _whose(Form())
        with works.read() as work:
            today = work.today.isoformat()
        return _what(works, client, Form({"received_on": today}), slip=slip)

    @screens.post("/replies/new")
    @allowed(*ANSWERERS, scope=Scope.MUNICIPALITY)
    def add() -> Answered:
        client = _chosen_client()
        if client:
            return _record(works, client, slip=request.args.get("channel") == "slip")
        return _look_up(works)


def _chosen_client() -> str:
    """From the address; empty when there is none yet."""
    client = request.args.get("client", "")
    if client and not is_client(client):
        raise NotFound("Er is geen cliënt met dit nummer. Zoek de cliënt opnieuw.")
    return client


def _look_up(works: NotificationsWorks) -> Answered:
    """By the code of a slip, or else by the day of birth."""
    values, user = typed(request.form, "code", "born", "by"), current_user()
    try:
        with works.read() as work:
            if values["by"] == "born":
                found = find_clients(work, FindClients(user, read_born(values["born"])))
                return _whose(Form(values), found)
            slip = find_slip(work, FindSlip(user, values["code"]))
    except (Refused, ValidationError) as wrong:
        form = Form(values).wrong(wrong)
        return _whose(form), form.status
    return _done(url_for("replies.new", client=slip.client_id, channel="slip", appointment=slip.appointment_id))


def _whose(form: Form, found: Sequence[Recipient] = ()) -> str:
    return render_template(
        "replies/whose.html", title="Antwoord vastleggen", heading="Van wie is het antwoord?", form=form, found=found
    )


def _what(works: NotificationsWorks, client: str, form: Form, *, slip: bool) -> str:
    with or_not_found(), works.read() as work:
        start = start_answer(work, StartAnswer(current_user(), client))
    return render_template(
        "replies/new.html",
        title="Antwoord vastleggen",
        heading=start.client.name,
        start=start,
        form=form,
        slip=slip,
        when=when_in_words(start.appointment) if start.appointment else "",
        kinds={kind: said for kind, said in words.KINDS.items() if start.appointment or kind not in ABOUT_APPOINTMENT},
        words=words,
    )


def _record(works: NotificationsWorks, client: str, *, slip: bool) -> Answered:
    also = {ALSO + kind: kind for kind in KINDS.values()} if slip else {}
    values = typed(request.form, "kind", "received_on", *SAID, "appointment", *also)
    values["received_on"] = as_day_field(values["received_on"])
    try:
        said = read_answer(values)
        answer = TakeAnswer(
            user=current_user(),
            client_id=client,
            kind=said.kind,
            channel="slip" if slip else "telephone",
            received_on=said.received_on,
            appointment_id=values["appointment"] or None,
            wish=said.wish,
            note=said.note,
            phone=said.phone,
            language=said.language,
        )
        with or_not_found(), works.begin() as work:
            taken = take_answer(work, answer)
            follow_answer(work, taken.answer)
            for kind in [kind for name, kind in also.items() if values[name] and kind != said.kind]:
                follow_answer(work, take_answer(work, _beside(answer, kind)).answer)
    except (Refused, ValidationError) as wrong:
        form = Form(values).wrong(wrong)
        return _what(works, client, form, slip=slip), form.status
    done = "taken" if taken.new else "same"
    return _done(url_for("replies.reply", answer_id=taken.answer.answer_id, done=done))


def _beside(first: TakeAnswer, kind: AnswerKind) -> TakeAnswer:
    """Another answer on the same slip. What was typed goes along only with what says nothing without it."""
    wish = first.wish if kind == OTHER_DAY else ""
    return replace(
        first,
        kind=kind,
        wish=wish,
        note=first.note if kind in NEEDS_NOTE else "",
        phone=first.phone if kind in NEEDS_PHONE else "",
        language=first.language if kind in NEEDS_LANGUAGE else "",
    )


def _done(address: str) -> Response:
    return redirect(address, code=303)
