"""The client's own page."""

from flask import Blueprint, render_template, request
from marshmallow import fields as ma

from services.notifications.adapters.work import NotificationsWorks
from services.notifications.application.portal.show_portal import ShowPortal, show_portal
from services.notifications.entrypoints.forms import CLIENT, on_screen
from services.notifications.entrypoints.paging import or_not_found
from services.notifications.entrypoints.portal.words import LOOKED_AT, WHO_ARRANGES
from shared.access import STAFF, Role, Scope, allowed
from shared.web.app import current_user
from shared.web.fields import DutchSchema


class PortalQuery(DutchSchema):
    client = ma.String(load_default="", validate=CLIENT)


def portal_pages(works: NotificationsWorks) -> Blueprint:
    screens = Blueprint("portal", __name__)

    @screens.get("/portal")
    @allowed(*STAFF, Role.CLIENT, scope=Scope.OWN)
    def portal() -> str:
        query = on_screen(PortalQuery(), request.args)
        with or_not_found(), works.read() as work:
            view = show_portal(work, ShowPortal(current_user(), query["client"] or None))
        own = current_user().role is Role.CLIENT
        return render_template(
            "portal/portal.html", title="Uw zorg", view=view, own=own, who_arranges=WHO_ARRANGES, looked_at=LOOKED_AT
        )

    return screens
