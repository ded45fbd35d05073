"""The screens of notices to providers, of a provider's clients, and of what providers answer."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from services.notifications.adapters.work import NotificationsWorks
from services.notifications.application.notices.answer_notice import LONGEST_TEXT, answer_notice
from services.notifications.application.notices.find_provider_answer import FindProviderAnswer
from services.notifications.application.notices.find_provider_client import FindProviderClient
from services.notifications.application.notices.finish_provider_answer import (
    FinishProviderAnswer,
    finish_provider_answer,
)
from services.notifications.application.notices.list_provider_answers import list_provider_answers
from services.notifications.application.notices.list_provider_clients import list_provider_clients
from services.notifications.application.notices.list_provider_notices import list_provider_notices
from services.notifications.application.notices.ports import NoticeWork
from services.notifications.application.notices.show_provider_answer import show_provider_answer
from services.notifications.application.notices.show_provider_client import show_provider_client
from services.notifications.application.notices.show_provider_notice import ShowProviderNotice, show_provider_notice
from services.notifications.application.notices.show_provider_notice_pdf import show_provider_notice_pdf
from services.notifications.application.notices.take_provider_answer import take_provider_answer
from services.notifications.application.notices.views import (
    ANSWERERS,
    AnswerPage,
    NoticeView,
    OpenNotice,
    ShownAnswer,
    ShownClient,
)
from services.notifications.domain.notices.answer import NEEDS_OUTCOME
from services.notifications.domain.notices.provider_client import ProviderClient
from services.notifications.entrypoints.notices import words
from services.notifications.entrypoints.notices.forms import (
    ANSWERS,
    CLIENTS,
    LINES,
    NOTICES,
    answer_of,
    wanted_answers,
    wanted_clients,
    wanted_notices,
)
from services.notifications.entrypoints.paging import PDF, PER_PAGE, offset, or_not_found
from shared.access import STAFF, Role, Scope, allowed
from shared.messaging.failures import Refused
from shared.municipalities import municipality_name, named
from shared.web.app import current_user
from shared.web.csv_file import AT_ONCE, Value, csv_file, in_parts
from shared.web.forms import Form
from shared.web.lists import page_count

HEADS = (
    "Besluitnummer",
    "Initialen",
    "Zorg",
    "Stand",
    "Wat er is",
    "Dag",
    "Recht tot en met",
    "Weken",
    "Overdracht",
    "Recht per soort zorg",
)

PGB_HEAD = "Pgb tot en met"
NOTICE_HEADS = ("Aanbieder", "AGB-code", "Gemeente", "Datum", "Bericht", "Cliënten")
ANSWER_HEADS = (
    "Cliënt",
    "Gemeente",
    "Antwoord",
    "Sinds",
    "Toelichting",
    "Aanbieder",
    "AGB-code",
    "Ontvangen",
    "Klaar voor",
    "Van wie",
    "Klaar op",
)


def notice_pages(works: NotificationsWorks) -> Blueprint:
    screens = Blueprint("notices", __name__)
    _add_notices(screens, works)
    _add_clients(screens, works)
    _add_answers(screens, works)
    return screens


def _add_notices(screens: Blueprint, works: NotificationsWorks) -> None:
    @screens.get("/provider-notices")
    @allowed(*STAFF, Role.PROVIDER, scope=Scope.OWN)
    def provider_notices() -> str:
        user, state = current_user(), NOTICES.read(request.args)
        with works.read() as work:
            found = list_provider_notices(work, wanted_notices(user, state))
        return render_template(
            "notices/provider_notices.html",
            title="Berichten aan aanbieders",
            found=found,
            state=state,
            pages=page_count(found.total, PER_PAGE),
            municipalities=named(user.municipalities),
            for_provider=user.role is Role.PROVIDER,
        )

    @screens.get("/provider-notices.csv")
    @allowed(*STAFF, Role.PROVIDER, scope=Scope.OWN)
    def provider_notices_as_csv() -> Response:
        wanted = wanted_notices(current_user(), NOTICES.read(request.args))

        def found() -> Iterator[NoticeView]:
            with works.read() as work:
                yield from in_parts(
                    lambda first: list_provider_notices(work, replace(wanted, offset=first, limit=AT_ONCE)).notices
                )

        return csv_file("berichten.csv", NOTICE_HEADS, map(_notice_row, found()))

    @screens.get("/provider-notices/<uuid:notice_id>")
    @allowed(*STAFF, Role.PROVIDER, scope=Scope.OWN)
    def provider_notice(notice_id: UUID) -> str:
        state = LINES.read(request.args)
        wanted = ShowProviderNotice(current_user(), str(notice_id), offset(state.page), PER_PAGE)
        with or_not_found(), works.read() as work:
            found = show_provider_notice(work, wanted)
        return render_template(
            "notices/provider_notice.html",
            title="Bericht aan aanbieder",
            found=found,
            state=state,
            pages=page_count(max(len(found.notice.lines), len(found.notice.told)), PER_PAGE),
        )

    @screens.get("/provider-notices/<uuid:notice_id>.pdf")
    @allowed(*STAFF, Role.PROVIDER, scope=Scope.OWN)
    def provider_notice_as_pdf(notice_id: UUID) -> Response:
        with or_not_found():
            content = show_provider_notice_pdf(works, ShowProviderNotice(current_user(), str(notice_id)))
        answer = Response(content, mimetype=PDF)
        answer.headers["Content-Disposition"] = f'inline; filename="bericht-{notice_id}.pdf"'
        return answer

    @screens.get("/provider-notices/<uuid:notice_id>.csv")
    @allowed(*STAFF, Role.PROVIDER, scope=Scope.OWN)
    def provider_notice_as_csv(notice_id: UUID) -> Response:
        with or_not_found(), works.read() as work:
            found = show_provider_notice(work, ShowProviderNotice(current_user(), str(notice_id)))
        return csv_file(f"bericht-{notice_id}.csv", (*HEADS, "Nieuw", PGB_HEAD), _notice_lines(found))


def _add_clients(screens: Blueprint, works: NotificationsWorks) -> None:
    @screens.get("/provider-clients")
    @allowed(*STAFF, Role.PROVIDER, scope=Scope.OWN)
    def provider_clients() -> str:
        user, state = current_user(), CLIENTS.read(request.args)
        with works.read() as work:
            found = list_provider_clients(work, wanted_clients(user, state, work.today))
        return render_template(
            "notices/provider_clients.html",
            title="Cliënten van aanbieders",
            found=found,
            state=state,
            pages=page_count(found.total, PER_PAGE),
            municipalities=named(user.municipalities),
            for_provider=user.role is Role.PROVIDER,
            answered=request.args.get("done") == "answered",
            words=words,
        )

    @screens.get("/provider-clients.csv")
    @allowed(*STAFF, Role.PROVIDER, scope=Scope.OWN)
    def provider_clients_as_csv() -> Response:
        user, state = current_user(), CLIENTS.read(request.args)

        def part(work: NoticeWork, first: int) -> Sequence[ShownClient]:
            wanted = wanted_clients(user, state, work.today)
            page = replace(wanted.wanted, offset=first, limit=AT_ONCE)
            return list_provider_clients(work, replace(wanted, wanted=page)).clients

        def found() -> Iterator[ShownClient]:
            with works.read() as work:
                yield from in_parts(lambda first: part(work, first))

        return csv_file("clienten.csv", ("Gemeente", "Aanbieder", *HEADS, PGB_HEAD), map(_client_row, found()))

    @screens.get("/provider-clients/<uuid:client>/answer")
    @allowed(Role.PROVIDER, scope=Scope.OWN)
    def answer_form(client: UUID) -> str:
        with or_not_found(), works.read() as work:
            found = show_provider_client(work, FindProviderClient(current_user(), str(client)))
        return _answer_page(found, Form({"kind": request.args.get("kind", "")}))

    @screens.post("/provider-clients/<uuid:client>/answer")
    @allowed(Role.PROVIDER, scope=Scope.OWN)
    def answer(client: UUID) -> Response:
        given = answer_of(current_user(), str(client), request.form)
        form = given.form
        try:
            if given.command is not None:
                with or_not_found(), works.begin() as work:
                    answer_notice(work, given.command)
                return redirect(url_for("notices.provider_clients", done="answered"), code=303)
        except Refused as refused:
            form = form.wrong(refused)
        with or_not_found(), works.read() as work:
            found = show_provider_client(work, FindProviderClient(current_user(), str(client)))
        return make_response(_answer_page(found, form), form.status)


def _add_answers(screens: Blueprint, works: NotificationsWorks) -> None:
    @screens.get("/provider-answers")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def provider_answers() -> str:
        user, state = current_user(), ANSWERS.read(request.args)
        with works.read() as work:
            found = list_provider_answers(work, wanted_answers(user, state, work.today))
        return render_template(
            "notices/provider_answers.html",
            title="Antwoorden van aanbieders",
            found=found,
            state=state,
            pages=page_count(found.total, PER_PAGE),
            municipalities=named(user.municipalities),
            may_act=user.role in ANSWERERS,
            me=user.id,
            needs_outcome=NEEDS_OUTCOME,
            done=request.args.get("done"),
            words=words,
        )

    @screens.get("/provider-answers.csv")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def provider_answers_as_csv() -> Response:
        user, state = current_user(), ANSWERS.read(request.args)

        def part(work: NoticeWork, first: int) -> Sequence[ShownAnswer]:
            wanted = wanted_answers(user, state, work.today)
            page = replace(wanted.wanted, offset=first, limit=AT_ONCE)
            return list_provider_answers(work, replace(wanted, wanted=page)).answers

        def found() -> Iterator[ShownAnswer]:
            with works.read() as work:
                yield from in_parts(lambda first: part(work, first))

        return csv_file("antwoorden-van-aanbieders.csv", ANSWER_HEADS, map(_answer_row, found()))

    @screens.get("/provider-answers/<uuid:answer_id>")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def provider_answer(answer_id: UUID) -> str:
        with or_not_found(), works.read() as work:
            found = show_provider_answer(work, FindProviderAnswer(current_user(), str(answer_id)))
        return _task_page(found, Form())

    @screens.post("/provider-answers/<uuid:answer_id>/taken")
    @allowed(*ANSWERERS, scope=Scope.MUNICIPALITY)
    def take_answer(answer_id: UUID) -> Response:
        with or_not_found(), works.begin() as work:
            take_provider_answer(work, FindProviderAnswer(current_user(), str(answer_id)))
        return redirect(_back_to(answer_id, "taken"), code=303)

    @screens.post("/provider-answers/<uuid:answer_id>/done")
    @allowed(*ANSWERERS, scope=Scope.MUNICIPALITY)
    def finish_answer(answer_id: UUID) -> Response | tuple[str, int]:
        user, outcome = current_user(), request.form.get("outcome", "")
        try:
            with or_not_found(), works.begin() as work:
                finish_provider_answer(work, FinishProviderAnswer(user, str(answer_id), outcome))
        except Refused as refused:
            form = Form({"outcome": outcome}).wrong(refused)
            with works.read() as work:
                found = show_provider_answer(work, FindProviderAnswer(user, str(answer_id)))
            return _task_page(found, form), form.status
        return redirect(_back_to(answer_id, "finished"), code=303)


def _task_page(found: AnswerPage, form: Form) -> str:
    return render_template(
        "notices/provider_answer_task.html",
        title="Antwoord van een aanbieder",
        page=found,
        asks_outcome=found.shown.task.answer.kind in NEEDS_OUTCOME,
        form=form,
        done=request.args.get("done"),
        words=words,
    )


def _back_to(answer_id: UUID, done: str) -> str:
    """To the page of the answer when that is where it was done, and else to the list."""
    if request.form.get("from") == "page":
        return url_for("notices.provider_answer", answer_id=answer_id, done=done)
    return url_for("notices.provider_answers", done=done)


def _answer_page(found: ShownClient, form: Form) -> str:
    return render_template(
        "notices/provider_answer.html",
        title="Antwoord over een cliënt",
        found=found,
        form=form,
        longest=LONGEST_TEXT,
        words=words,
    )


def _notice_row(notice: NoticeView) -> list[Value]:
    town = municipality_name(notice.municipality)
    return [notice.provider, notice.agb, town, notice.made_on, notice.number, notice.clients]


def _answer_row(shown: ShownAnswer) -> list[Value]:
    answer = shown.task.answer
    return [
        shown.person,
        municipality_name(answer.municipality),
        words.ANSWER_LABELS[answer.kind.value],
        answer.since,
        answer.text,
        answer.provider,
        answer.agb,
        answer.received_on,
        answer.due_on,
        shown.owner,
        shown.task.done_on,
    ]


def _client_row(shown: ShownClient) -> list[Value]:
    client = shown.client
    return [municipality_name(client.municipality), client.provider.name, *_cells(shown), client.pgb_until]


def _cells(shown: ShownClient) -> Sequence[Value]:
    client = shown.client
    return (
        client.number,
        shown.initials,
        client.care,
        words.STAGE_WORDS[client.stage.value],
        shown.says,
        client.day,
        client.until,
        client.weeks,
        "ja" if client.handover else "",
        _ends_of(client),
    )


def _ends_of(client: ProviderClient) -> str:
    """Of each kind of care the last day of the old right, for who reads it by machine."""
    return "; ".join(f"{each.care}: {each.until}" for each in client.ends)


def _notice_lines(found: OpenNotice) -> Iterable[Sequence[Value]]:
    for told, row in zip(found.notice.told, found.told, strict=True):
        stage = "niet meer uw cliënt" if told.gone else words.STAGE_WORDS[told.client.stage.value]
        yield (
            row.decision_number,
            row.initials,
            row.care,
            stage,
            row.says,
            told.client.day,
            told.client.until,
            told.client.weeks,
            "ja" if told.client.handover else "",
            _ends_of(told.client),
            "ja" if told.news else "",
            told.client.pgb_until,
        )
