"""The screens of notices to providers."""

from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from services.notifications.adapters.work import NotificationsWorks
from services.notifications.application.notices.list_provider_notices import (
    ListProviderNotices,
    list_provider_notices,
)
from services.notifications.application.notices.show_provider_notice import ShowProviderNotice, show_provider_notice
from services.notifications.application.notices.show_provider_notice_pdf import show_provider_notice_pdf
from services.notifications.entrypoints.forms import MunicipalityQuery, PageQuery, on_screen
from services.notifications.entrypoints.paging import PDF, PER_PAGE, Paging, offset, or_not_found
from shared.access import STAFF, Role, Scope, allowed
from shared.municipalities import by_name
from shared.web.app import current_user


def notice_pages(works: NotificationsWorks) -> Blueprint:
    screens = Blueprint("notices", __name__)

    @screens.get("/provider-notices")
    @allowed(*STAFF, Role.PROVIDER, scope=Scope.OWN)
    def provider_notices() -> str:
        query = on_screen(MunicipalityQuery(), request.args)
        municipality = query["municipality"] or None
        wanted = ListProviderNotices(current_user(), municipality, offset(query["page"]), PER_PAGE)
        with works.read() as work:
            found = list_provider_notices(work, wanted)
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
        wanted = ShowProviderNotice(current_user(), str(notice_id), offset(query["page"]), PER_PAGE)
        with or_not_found(), works.read() as work:
            found = show_provider_notice(work, wanted)
        paging = Paging(query["page"], len(found.notice.lines))
        return render_template(
            "notices/provider_notice.html", title="Bericht aan aanbieder", found=found, paging=paging, query=query
        )

    @screens.get("/provider-notices/<uuid:notice_id>.pdf")
    @allowed(*STAFF, Role.PROVIDER, scope=Scope.OWN)
    def provider_notice_as_pdf(notice_id: UUID) -> Response:
        with or_not_found():
            content = show_provider_notice_pdf(works, ShowProviderNotice(current_user(), str(notice_id)))
        answer = Response(content, mimetype=PDF)
        answer.headers["Content-Disposition"] = f'inline; filename="bericht-{notice_id}.pdf"'
        return answer

    return screens
