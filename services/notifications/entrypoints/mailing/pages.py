"""The screens of mailings and print runs, and what is said of a letter that came back."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from marshmallow import ValidationError
from werkzeug.wrappers import Response

from services.notifications.adapters.work import NotificationsWorks
from services.notifications.application.letters.show_letter import ShowLetter, show_letter
from services.notifications.application.letters.views import LetterView
from services.notifications.application.mailing.count_ready_letters import count_ready_letters
from services.notifications.application.mailing.hand_over_print_run import HandOverPrintRun, hand_over_print_run
from services.notifications.application.mailing.leave_out_letter import LeaveOutLetter, leave_out_letter
from services.notifications.application.mailing.list_mailings import ListMailings, list_mailings
from services.notifications.application.mailing.list_odd_letters import ListOddLetters, list_odd_letters
from services.notifications.application.mailing.list_print_runs import ListPrintRuns, list_print_runs
from services.notifications.application.mailing.ports import MailingWork
from services.notifications.application.mailing.record_returned_copy import RecordReturnedCopy, record_returned_copy
from services.notifications.application.mailing.record_returned_letter import (
    RecordReturnedLetter,
    record_returned_letter,
)
from services.notifications.application.mailing.release_mailing import ReleaseMailing, release_mailing
from services.notifications.application.mailing.send_back_mailing import SendBackMailing, send_back_mailing
from services.notifications.application.mailing.show_mailing import ShowMailing, show_mailing
from services.notifications.application.mailing.show_print_run import ShowPrintRun, show_print_run
from services.notifications.application.mailing.show_run_file import ShowRunFile, show_run_file
from services.notifications.application.mailing.take_out_letter import TakeOutLetter, take_out_letter
from services.notifications.application.mailing.views import MAILERS, MailingView, PrintRunView, RunDocument
from services.notifications.entrypoints.letters.pages import NOTHING_TYPED, letter_page
from services.notifications.entrypoints.letters.words import LETTER_STATES, state_in_words
from services.notifications.entrypoints.mailing.forms import (
    LETTERS_OF_RUN,
    MAILINGS,
    ODD_LETTERS,
    RUNS,
    wanted_mailings,
    wanted_runs,
    what_returned,
)
from services.notifications.entrypoints.mailing.lines import (
    LETTER_OF_RUN_HEADS,
    MAILING_FILE_HEADS,
    ODD_FILE_HEADS,
    RUN_FILE_HEADS,
    letter_of_run_row,
    mailing_row,
    odd_row,
    run_row,
)
from services.notifications.entrypoints.mailing.words import (
    MAILING_STATES,
    MAILING_TAGS,
    ODD_DAYS,
    ODD_TITLES,
    ODDITIES,
    WHY_READ,
    counts_in_words,
    kind_in_words,
    oddity_in_words,
    stood_for,
)
from services.notifications.entrypoints.paging import PDF, PER_PAGE, offset, or_not_found
from shared.access import STAFF, Scope, allowed
from shared.messaging.failures import Refused
from shared.municipalities import named
from shared.web.app import current_user
from shared.web.csv_file import AT_ONCE, Value, csv_file, in_parts
from shared.web.forms import Form
from shared.web.lists import page_count

LEFT_OUT = frozenset({"day-gone", "day-near", "answered"})
"""Of which oddities somebody can leave a letter out of its mailing."""
JSON, PLAIN = "application/json", "text/plain"


def print_run_pages(works: NotificationsWorks) -> Blueprint:
    screens = Blueprint("mailing", __name__)

    @screens.get("/mailings")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def mailings() -> str:
        user, state = current_user(), MAILINGS.read(request.args)
        with works.read() as work:
            found = list_mailings(work, ListMailings(user, wanted_mailings(state)))
        return render_template(
            "mailing/mailings.html",
            title="Mailings",
            found=found,
            state=state,
            pages=page_count(found.total, PER_PAGE),
            states=MAILING_STATES,
            tags=MAILING_TAGS,
            kind_in_words=kind_in_words,
            municipalities=named(user.municipalities),
        )

    @screens.get("/mailings.csv")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def mailings_file() -> Response:
        user, wanted = current_user(), wanted_mailings(MAILINGS.read(request.args))

        def part(work: MailingWork, first: int) -> Sequence[MailingView]:
            return list_mailings(work, ListMailings(user, replace(wanted, offset=first, limit=AT_ONCE))).closed

        def found() -> Iterator[MailingView]:
            with works.read() as work:
                yield from list_mailings(work, ListMailings(user, wanted)).gathering
                yield from in_parts(lambda first: part(work, first))

        return csv_file("mailings.csv", MAILING_FILE_HEADS, map(mailing_row, found()))

    @screens.get("/mailings/<uuid:mailing_id>")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def mailing(mailing_id: UUID) -> str:
        return _mailing(works, str(mailing_id), NOTHING_TYPED)

    @screens.get("/mailings/<uuid:mailing_id>/letters")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def odd_letters(mailing_id: UUID) -> str:
        state = ODD_LETTERS.read(request.args)
        odd = ODDITIES[state.filters.get("odd", next(iter(ODD_TITLES)))]
        wanted = ListOddLetters(current_user(), str(mailing_id), odd, offset(state.page), PER_PAGE)
        with or_not_found(), works.read() as work:
            found = list_odd_letters(work, wanted)
        return render_template(
            "mailing/odd_letters.html",
            title=ODD_TITLES[odd],
            page=found,
            state=state,
            pages=page_count(found.total, PER_PAGE),
            day_is=ODD_DAYS[odd],
            to_leave_out=odd in LEFT_OUT,
            done=request.args.get("done"),
            kind_in_words=kind_in_words,
        )

    @screens.get("/mailings/<uuid:mailing_id>/letters.csv")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def odd_letters_file(mailing_id: UUID) -> Response:
        user, state = current_user(), ODD_LETTERS.read(request.args)
        odd = ODDITIES[state.filters.get("odd", next(iter(ODD_TITLES)))]

        def found() -> Iterator[tuple[LetterView, date]]:
            with or_not_found(), works.read() as work:
                yield from in_parts(
                    lambda first: (
                        list_odd_letters(work, ListOddLetters(user, str(mailing_id), odd, first, AT_ONCE)).rows
                    )
                )

        return csv_file("brieven.csv", (*ODD_FILE_HEADS, ODD_DAYS[odd]), (odd_row(*each) for each in found()))

    @screens.post("/mailings/<uuid:mailing_id>/released")
    @allowed(*MAILERS, scope=Scope.MUNICIPALITY)
    def release(mailing_id: UUID) -> Response | tuple[str, int]:
        form, id_ = Form(request.form.to_dict()), str(mailing_id)
        wanted = ReleaseMailing(current_user(), id_, request.form.get("seen", ""), request.form.get("why", ""))
        try:
            with or_not_found(), works.begin() as work:
                complete = release_mailing(work, wanted)
        except Refused as refused:
            return _mailing(works, id_, form.wrong(refused)), 400 if refused.fields else 422
        done = "released" if complete else "first"
        return redirect(url_for("mailing.mailing", mailing_id=mailing_id, done=done), code=303)

    @screens.post("/mailings/<uuid:mailing_id>/letters/<uuid:letter_id>/left-out")
    @allowed(*MAILERS, scope=Scope.MUNICIPALITY)
    def leave_out(mailing_id: UUID, letter_id: UUID) -> Response:
        given = request.form.get("odd", "")
        odd = given if given in LEFT_OUT else "day-gone"
        with or_not_found(), works.begin() as work:
            there = leave_out_letter(work, LeaveOutLetter(current_user(), str(mailing_id), str(letter_id)))
        if not there:
            return redirect(url_for("mailing.mailings"), code=303)
        return redirect(url_for("mailing.odd_letters", mailing_id=mailing_id, odd=odd, done="left-out"), code=303)

    @screens.post("/mailings/<uuid:mailing_id>/sent-back")
    @allowed(*MAILERS, scope=Scope.MUNICIPALITY)
    def send_back(mailing_id: UUID) -> Response | tuple[str, int]:
        form, id_ = Form(request.form.to_dict()), str(mailing_id)
        try:
            with or_not_found(), works.begin() as work:
                send_back_mailing(work, SendBackMailing(current_user(), id_, request.form.get("back", "")))
        except Refused as refused:
            return _mailing(works, id_, form.wrong(refused)), 400 if refused.fields else 422
        return redirect(url_for("mailing.mailing", mailing_id=mailing_id, done="sent-back"), code=303)

    @screens.post("/letters/<uuid:letter_id>/returned")
    @allowed(*MAILERS, scope=Scope.MUNICIPALITY)
    def returned(letter_id: UUID) -> Response | tuple[str, int]:
        user, form = current_user(), Form(request.form.to_dict())
        try:
            with or_not_found(), works.begin() as work:
                back = what_returned(request.form)
                if back.copy_to is None:
                    record_returned_letter(work, RecordReturnedLetter(user, str(letter_id), back.day))
                else:
                    record_returned_copy(work, RecordReturnedCopy(user, str(letter_id), back.copy_to, back.day))
        except (ValidationError, Refused) as error:
            wrong = form.wrong(error)
            with or_not_found(), works.read() as work:
                found = show_letter(work, ShowLetter(user, str(letter_id)))
            return letter_page(found, user, wrong), wrong.status
        done = "returned" if back.copy_to is None else "copy"
        return redirect(url_for("letters.letter", letter_id=letter_id, done=done), code=303)

    @screens.get("/print-runs")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def print_runs() -> str:
        user, state = current_user(), RUNS.read(request.args)
        with works.read() as work:
            found = list_print_runs(work, ListPrintRuns(user, wanted_runs(state)))
            letters = count_ready_letters(work, user)
        return render_template(
            "mailing/print_runs.html",
            title="Afdrukken",
            found=found,
            letters=letters,
            state=state,
            pages=page_count(found.total, PER_PAGE),
            municipalities=named(user.municipalities),
        )

    @screens.get("/print-runs.csv")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def print_runs_file() -> Response:
        user, wanted = current_user(), wanted_runs(RUNS.read(request.args))

        def found() -> Iterator[PrintRunView]:
            with works.read() as work:
                yield from in_parts(
                    lambda first: (
                        list_print_runs(work, ListPrintRuns(user, replace(wanted, offset=first, limit=AT_ONCE))).runs
                    )
                )

        return csv_file("afdrukken.csv", RUN_FILE_HEADS, map(run_row, found()))

    @screens.get("/print-runs/<uuid:run_id>")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def print_run(run_id: UUID) -> str:
        return _print_run(works, str(run_id), NOTHING_TYPED)

    @screens.get("/print-runs/<uuid:run_id>/letters.csv")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def letters_of_run_file(run_id: UUID) -> Response:
        user = current_user()

        def part(work: MailingWork, first: int) -> list[list[Value]]:
            run = show_print_run(work, ShowPrintRun(user, str(run_id), first, AT_ONCE))
            return [letter_of_run_row(letter, place, run.names) for letter, place in run.rows]

        def found() -> Iterator[list[Value]]:
            with or_not_found(), works.read() as work:
                yield from in_parts(lambda first: part(work, first))

        return csv_file("brieven.csv", LETTER_OF_RUN_HEADS, found())

    @screens.post("/print-runs/<uuid:run_id>/letters/<uuid:letter_id>/taken-out")
    @allowed(*MAILERS, scope=Scope.MUNICIPALITY)
    def take_out(run_id: UUID, letter_id: UUID) -> Response | tuple[str, int]:
        form, why = Form(request.form.to_dict()), request.form.get(f"why-{letter_id}", "")
        try:
            with or_not_found(), works.begin() as work:
                take_out_letter(work, TakeOutLetter(current_user(), str(run_id), str(letter_id), why))
        except Refused as refused:
            return _print_run(works, str(run_id), form.wrong(refused)), 400 if refused.fields else 422
        return redirect(url_for("mailing.print_run", run_id=run_id, done="taken-out"), code=303)

    @screens.post("/print-runs/<uuid:run_id>/handed-over")
    @allowed(*MAILERS, scope=Scope.MUNICIPALITY)
    def hand_over(run_id: UUID) -> Response | tuple[str, int]:
        form, id_ = Form(request.form.to_dict()), str(run_id)
        try:
            with or_not_found(), works.begin() as work:
                why, enclosed = request.form.get("why", ""), bool(request.form.get("enclosed"))
                hand_over_print_run(work, HandOverPrintRun(current_user(), id_, why, enclosed))
        except Refused as refused:
            return _print_run(works, id_, form.wrong(refused)), 400 if refused.fields else 422
        return redirect(url_for("mailing.print_run", run_id=run_id, done="handed-over"), code=303)

    @screens.get("/print-runs/<uuid:run_id>/<string:file>")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def run_file(run_id: UUID, file: str) -> Response:
        with or_not_found(), works.read() as work:
            found = show_run_file(work, ShowRunFile(current_user(), str(run_id), file))
        return _sent(found)

    return screens


def _mailing(works: NotificationsWorks, mailing_id: str, form: Form) -> str:
    """`form` is what was typed when it could not be done."""
    with or_not_found(), works.read() as work:
        found = show_mailing(work, ShowMailing(current_user(), mailing_id))
    return render_template(
        "mailing/mailing.html",
        title="Mailing",
        page=found,
        form=form,
        done=request.args.get("done"),
        states=MAILING_STATES,
        tags=MAILING_TAGS,
        letter_states=LETTER_STATES,
        why_read=WHY_READ,
        odd_titles=ODD_TITLES,
        kind_in_words=kind_in_words,
        counts_in_words=counts_in_words,
        oddity_in_words=oddity_in_words,
        stood_for=stood_for,
    )


def _print_run(works: NotificationsWorks, run_id: str, form: Form) -> str:
    state = LETTERS_OF_RUN.read(request.args)
    with or_not_found(), works.read() as work:
        run = show_print_run(work, ShowPrintRun(current_user(), run_id, offset(state.page), PER_PAGE))
    return render_template(
        "mailing/print_run.html",
        title="Afdruk",
        run=run,
        form=form,
        state=state,
        pages=page_count(run.made.letters, PER_PAGE),
        done=request.args.get("done"),
        state_in_words=state_in_words,
        stood_for=stood_for,
    )


def _sent(found: RunDocument) -> Response:
    """A PDF is shown, and saved under its telling name; what a machine reads is saved at once."""
    if found.path is not None:
        return send_file(found.path.resolve(), mimetype=PDF, max_age=0, download_name=found.name)
    answer = Response(found.text, mimetype=JSON if found.name.endswith(".json") else PLAIN)
    answer.headers["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return answer
