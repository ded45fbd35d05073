"""The screens of notices to providers."""

from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from services.notifications.adapters.work import NotificationsWorks
from services.notifications.application.notices.list_provider_notices import list_provider_notices
from services.notifications.application.notices.show_provider_notice import ShowProviderNotice, show_provider_notice
from services.notifications.application.notices.show_provider_notice_pdf import show_provider_notice_pdf
from services.notifications.entrypoints.notices.forms import LINES, NOTICES, wanted_notices
from services.notifications.entrypoints.paging import PDF, PER_PAGE, offset, or_not_found
from shared.access import STAFF, Role, Scope, allowed
from shared.municipalities import named
from shared.web.app import current_user
from shared.web.lists import page_count


def notice_pages(works: NotificationsWorks) -> Blueprint:
    screens = Blueprint("notices", __name__)

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
            pages=page_count(len(found.notice.lines), PER_PAGE),
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
