"""The screens of notifications: letters, print runs, notices to providers, and the client's own page."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from services.notifications.application.letters.show_letter import list_letters, open_letter
from services.notifications.application.letters.views import NoticeFilter, Office
from services.notifications.application.mailing.show_print_run import list_print_runs, open_part, open_print_run
from services.notifications.application.notices.show_provider_notice import (
    list_provider_notices,
    open_provider_notice,
    provider_notice_pdf,
)
from services.notifications.application.portal.show_portal import show_portal
from services.notifications.entrypoints.letters import words
from services.notifications.entrypoints.letters.api import PDF, wanted_letters
from services.notifications.entrypoints.letters.forms import (
    LettersForm,
    MunicipalityQuery,
    PageQuery,
    PortalQuery,
    name_in,
    on_screen,
)
from services.notifications.entrypoints.paging import PER_PAGE, Paging, offset, or_not_found
from shared.access import STAFF, Role, Scope, allowed
from shared.clock import Clock
from shared.municipalities import by_name
from shared.web.app import current_user


def pages(office: Office, clock: Clock) -> Blueprint:
    screens = Blueprint("notifications_pages", __name__)
    _words(screens)
    _letters(screens, office)
    _print_runs(screens, office)
    _provider_notices(screens, office)
    _portal(screens, office, clock)
    return screens


def _words(screens: Blueprint) -> None:
    @screens.context_processor
    def dutch() -> dict[str, object]:
        user = g.get("user")
        return {"words": words, "staff": user is not None and user.role in STAFF}


def _letters(screens: Blueprint, office: Office) -> None:
    @screens.get("/")
    @allowed(*STAFF, scope=Scope.NOBODY)
    def start() -> Response:
        return redirect(url_for("notifications_pages.letters"))

    @screens.route("/letters", methods=["GET", "POST"])
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def letters() -> str:
        """A name is searched for by POST, so that it never stands in an address that somebody keeps or logs."""
        query, name = on_screen(LettersForm(), request.values), name_in(request.form)
        found = list_letters(office, current_user(), wanted_letters(query, name))
        return render_template(
            "letters/letters.html",
            title="Brieven",
            letters=found.letters,
            paging=Paging(query["page"], found.total),
            query=query,
            name=name,
            municipalities=by_name(current_user().municipalities),
        )

    @screens.get("/letters/<uuid:letter_id>")
    @allowed(*STAFF, Role.CLIENT, scope=Scope.OWN)
    def letter(letter_id: UUID) -> str:
        with or_not_found():
            found = open_letter(office, current_user(), str(letter_id))
        heading = found.text.title if found.text else "Deze brief gaat niet uit"
        return render_template(
            "letters/letter.html", title="Brief", heading=heading, view=found.view, letter=found.text
        )


def _print_runs(screens: Blueprint, office: Office) -> None:
    @screens.get("/print-runs")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def print_runs() -> str:
        query = on_screen(PageQuery(), request.args)
        runs = list_print_runs(office, current_user())
        start = offset(query["page"])
        return render_template(
            "mailing/print_runs.html",
            title="Afdrukken",
            runs=runs[start : start + PER_PAGE],
            paging=Paging(query["page"], len(runs)),
            query=query,
        )

    @screens.get("/print-runs/<uuid:run_id>")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def print_run(run_id: UUID) -> str:
        query = on_screen(PageQuery(), request.args)
        with or_not_found():
            run = open_print_run(office, current_user(), str(run_id), offset(query["page"]), PER_PAGE)
        paging = Paging(query["page"], run.made.letters)
        return render_template("mailing/print_run.html", title="Afdruk", run=run, paging=paging, query=query)

    @screens.get("/print-runs/<uuid:run_id>/<string:file>")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def print_run_part(run_id: UUID, file: str) -> Response:
        with or_not_found():
            path = open_part(office, current_user(), str(run_id), file)
        return send_file(path.resolve(), mimetype=PDF, max_age=0)


def _provider_notices(screens: Blueprint, office: Office) -> None:
    @screens.get("/provider-notices")
    @allowed(*STAFF, Role.PROVIDER, scope=Scope.OWN)
    def provider_notices() -> str:
        query = on_screen(MunicipalityQuery(), request.args)
        wanted = NoticeFilter(municipality=query["municipality"], offset=offset(query["page"]), limit=PER_PAGE)
        found = list_provider_notices(office, current_user(), wanted)
        return render_template(
            "notices/provider_notices.html",
            title="Berichten aan aanbieders",
            notices=found.notices,
            paging=Paging(query["page"], found.total),
            query=query,
            municipalities=by_name(current_user().municipalities),
        )

    @screens.get("/provider-notices/<uuid:notice_id>")
    @allowed(*STAFF, Role.PROVIDER, scope=Scope.OWN)
    def provider_notice(notice_id: UUID) -> str:
        query = on_screen(PageQuery(), request.args)
        with or_not_found():
            found = open_provider_notice(office, current_user(), str(notice_id), offset(query["page"]), PER_PAGE)
        paging = Paging(query["page"], len(found.notice.lines))
        return render_template(
            "notices/provider_notice.html", title="Bericht aan aanbieder", found=found, paging=paging, query=query
        )

    @screens.get("/provider-notices/<uuid:notice_id>.pdf")
    @allowed(*STAFF, Role.PROVIDER, scope=Scope.OWN)
    def provider_notice_as_pdf(notice_id: UUID) -> Response:
        with or_not_found():
            content = provider_notice_pdf(office, current_user(), str(notice_id))
        answer = Response(content, mimetype=PDF)
        answer.headers["Content-Disposition"] = f'inline; filename="bericht-{notice_id}.pdf"'
        return answer


def _portal(screens: Blueprint, office: Office, clock: Clock) -> None:
    @screens.get("/portal")
    @allowed(*STAFF, Role.CLIENT, scope=Scope.OWN)
    def portal() -> str:
        query = on_screen(PortalQuery(), request.args)
        with or_not_found():
            view = show_portal(office, current_user(), query["client"], clock.today())
        own = current_user().role is Role.CLIENT
        return render_template("portal/portal.html", title="Uw zorg in 2015", view=view, own=own)
