"""The screens of print runs."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from services.notifications.adapters.work import NotificationsWorks
from services.notifications.application.letters.count_letters_per_state import count_letters_per_state
from services.notifications.application.mailing.hand_over_print_run import HandOverPrintRun, hand_over_print_run
from services.notifications.application.mailing.list_print_runs import ListPrintRuns, list_print_runs
from services.notifications.application.mailing.list_waiting_letters import ListWaitingLetters, list_waiting_letters
from services.notifications.application.mailing.show_print_run import ShowPrintRun, show_print_run
from services.notifications.application.mailing.show_run_file import ShowRunFile, show_run_file
from services.notifications.application.mailing.take_out_letter import TakeOutLetter, take_out_letter
from services.notifications.application.mailing.views import MAILERS, RunDocument
from services.notifications.entrypoints.letters.words import state_in_words
from services.notifications.entrypoints.mailing.forms import LETTERS_OF_RUN, RUNS, wanted_runs
from services.notifications.entrypoints.paging import PDF, PER_PAGE, offset, or_not_found
from shared.access import STAFF, Scope, allowed
from shared.municipalities import named
from shared.web.app import current_user
from shared.web.lists import page_count

JSON, PLAIN = "application/json", "text/plain"


def print_run_pages(works: NotificationsWorks) -> Blueprint:
    screens = Blueprint("mailing", __name__)

    @screens.get("/print-runs")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def print_runs() -> str:
        user, state = current_user(), RUNS.read(request.args)
        with works.read() as work:
            found = list_print_runs(work, ListPrintRuns(user, wanted_runs(state)))
            waiting = list_waiting_letters(work, ListWaitingLetters(user))
            per_state = count_letters_per_state(work, user)
        return render_template(
            "mailing/print_runs.html",
            title="Afdrukken",
            found=found,
            waiting=waiting,
            per_state=per_state,
            state=state,
            pages=page_count(found.total, PER_PAGE),
            municipalities=named(user.municipalities),
        )

    @screens.get("/print-runs/<uuid:run_id>")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def print_run(run_id: UUID) -> str:
        state = LETTERS_OF_RUN.read(request.args)
        wanted = ShowPrintRun(current_user(), str(run_id), offset(state.page), PER_PAGE)
        with or_not_found(), works.read() as work:
            run = show_print_run(work, wanted)
        pages = page_count(run.made.letters, PER_PAGE)
        return render_template(
            "mailing/print_run.html",
            title="Afdruk",
            run=run,
            state=state,
            pages=pages,
            done=request.args.get("done"),
            state_in_words=state_in_words,
        )

    @screens.post("/print-runs/<uuid:run_id>/letters/<uuid:letter_id>/taken-out")
    @allowed(*MAILERS, scope=Scope.MUNICIPALITY)
    def take_out(run_id: UUID, letter_id: UUID) -> Response:
        with or_not_found(), works.begin() as work:
            take_out_letter(work, TakeOutLetter(current_user(), str(run_id), str(letter_id)))
        return redirect(url_for("mailing.print_run", run_id=run_id, done="taken-out"), code=303)

    @screens.post("/print-runs/<uuid:run_id>/handed-over")
    @allowed(*MAILERS, scope=Scope.MUNICIPALITY)
    def hand_over(run_id: UUID) -> Response:
        with or_not_found(), works.begin() as work:
            hand_over_print_run(work, HandOverPrintRun(current_user(), str(run_id)))
        return redirect(url_for("mailing.print_run", run_id=run_id, done="handed-over"), code=303)

    @screens.get("/print-runs/<uuid:run_id>/<string:file>")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def run_file(run_id: UUID, file: str) -> Response:
        with or_not_found(), works.read() as work:
            found = show_run_file(work, ShowRunFile(current_user(), str(run_id), file))
        return _sent(found)

    return screens


def _sent(found: RunDocument) -> Response:
    """A PDF is shown, and saved under its telling name; what a machine reads is saved at once."""
    if found.path is not None:
        return send_file(found.path.resolve(), mimetype=PDF, max_age=0, download_name=found.name)
    answer = Response(found.text, mimetype=JSON if found.name.endswith(".json") else PLAIN)
    answer.headers["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return answer
