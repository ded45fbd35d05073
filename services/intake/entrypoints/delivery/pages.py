"""The screens of intake: the deliveries, and one delivery with its held-back rows."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from marshmallow import EXCLUDE
from werkzeug.wrappers import Response

from services.intake.application.delivery.views import HELD_BACK, RowPage
from services.intake.domain.delivery.deliveries import DeliveryState
from services.intake.entrypoints.delivery.reading import Reading
from services.intake.entrypoints.delivery.schemas import RowsQuery
from services.intake.entrypoints.delivery.words import care_office, total_name
from shared.access import STAFF, Scope, allowed
from shared.web.app import current_user


def pages(reading: Reading) -> Blueprint:
    screens = Blueprint("intake_pages", __name__)
    screens.add_app_template_filter(care_office)
    screens.add_app_template_filter(total_name)

    @screens.get("/")
    @allowed(*STAFF, scope=Scope.NOBODY)
    def start() -> Response:
        return redirect(url_for("intake_pages.deliveries"))

    @screens.get("/deliveries")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def deliveries() -> str:
        found = reading.deliveries(current_user())
        return render_template("delivery/deliveries.html", title="Aanleveringen", deliveries=found)

    @screens.get("/deliveries/<uuid:delivery_id>")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def delivery(delivery_id: UUID) -> str:
        user = current_user()
        found = reading.delivery(user, delivery_id)
        query = RowsQuery(unknown=EXCLUDE).load({"state": HELD_BACK, **request.args.to_dict()})
        # While the file is still being read, the page asks for itself every few seconds: no rows of persons in it yet.
        checked = found.state is DeliveryState.CHECKED
        page = reading.rows(user, delivery_id, query) if checked else RowPage([], 0)
        title = f"Aanlevering {found.reference}" if found.reference else "Geweigerde aanlevering"
        return render_template("delivery/delivery.html", title=title, delivery=found, page=page, query=query)

    return screens
