"""The screens of print runs."""

from uuid import UUID

from flask import Blueprint, render_template, request, send_file
from werkzeug.wrappers import Response

from services.notifications.adapters.work import NotificationsWorks
from services.notifications.application.mailing.list_print_runs import ListPrintRuns, list_print_runs
from services.notifications.application.mailing.list_waiting_letters import ListWaitingLetters, list_waiting_letters
from services.notifications.application.mailing.show_print_run import ShowPrintRun, show_print_run
from services.notifications.application.mailing.show_run_file import ShowRunFile, show_run_file
from services.notifications.entrypoints.forms import PageQuery, on_screen
from services.notifications.entrypoints.paging import PDF, PER_PAGE, Paging, offset, or_not_found
from shared.access import STAFF, Scope, allowed
from shared.web.app import current_user


def print_run_pages(works: NotificationsWorks) -> Blueprint:
    screens = Blueprint("mailing", __name__)

    @screens.get("/print-runs")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def print_runs() -> str:
        query = on_screen(PageQuery(), request.args)
        with works.read() as work:
            runs = list_print_runs(work, ListPrintRuns(current_user()))
            waiting = list_waiting_letters(work, ListWaitingLetters(current_user()))
        start = offset(query["page"])
        return render_template(
            "mailing/print_runs.html",
            title="Afdrukken",
            waiting=waiting,
            runs=runs[start : start + PER_PAGE],
            paging=Paging(query["page"], len(runs)),
            query=query,
        )

    @screens.get("/print-runs/<uuid:run_id>")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def print_run(run_id: UUID) -> str:
        query = on_screen(PageQuery(), request.args)
        wanted = ShowPrintRun(current_user(), str(run_id), offset(query["page"]), PER_PAGE)
        with or_not_found(), works.read() as work:
            run = show_print_run(work, wanted)
        paging = Paging(query["page"], run.made.letters)
        return render_template("mailing/print_run.html", title="Afdruk", run=run, paging=paging, query=query)

    @screens.get("/print-runs/<uuid:run_id>/<string:file>")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def run_file(run_id: UUID, file: str) -> Response:
        with or_not_found(), works.read() as work:
            path = show_run_file(work, ShowRunFile(current_user(), str(run_id), file))
        return send_file(path.resolve(), mimetype=PDF, max_age=0)

    return screens
