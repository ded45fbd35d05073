"""The screens of deliveries: all of them, and one with its held-back rows."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from marshmallow import EXCLUDE
from werkzeug.wrappers import Response

from services.intake.application.delivery.list_deliveries import ListDeliveries
from services.intake.application.delivery.list_deliveries import list_deliveries as find_deliveries
from services.intake.application.delivery.list_rows import ListRows, list_rows
from services.intake.application.delivery.ports import DeliveryWorks
from services.intake.application.delivery.show_delivery import ShowDelivery
from services.intake.application.delivery.show_delivery import show_delivery as find_delivery
from services.intake.application.delivery.views import RowPage
from services.intake.domain.delivery.deliveries import DeliveryState
from services.intake.domain.mapping.rows import RowState
from services.intake.entrypoints.delivery.schemas import RowsQuery
from services.intake.entrypoints.delivery.words import care_office, total_name
from services.intake.entrypoints.reading import reading
from shared.access import STAFF, Scope, allowed
from shared.web.app import current_user


def pages(works: DeliveryWorks) -> Blueprint:
    screens = Blueprint("delivery", __name__)
    screens.add_app_template_filter(care_office)
    screens.add_app_template_filter(total_name)

    @screens.get("/")
    @allowed(*STAFF, scope=Scope.NOBODY)
    def start() -> Response:
        return redirect(url_for("delivery.list_deliveries"))

    @screens.get("/deliveries")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def list_deliveries() -> str:
        with reading(works) as work:
            found = find_deliveries(work, ListDeliveries(current_user()))
        return render_template("delivery/deliveries.html", title="Aanleveringen", deliveries=found)

    @screens.get("/deliveries/<uuid:delivery_id>")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def show_delivery(delivery_id: UUID) -> str:
        user, id_ = current_user(), str(delivery_id)
        page = RowPage([])
        with reading(works) as work:
            found = find_delivery(work, ShowDelivery(user, id_))
            query = RowsQuery(unknown=EXCLUDE).load({"state": RowState.HELD_BACK.value, **request.args.to_dict()})
            # While the file is still being read, the page asks for itself every few seconds: no rows of persons yet.
            if found.state is DeliveryState.CHECKED:
                page = list_rows(work, ListRows(user, id_, **query))
        title = f"Aanlevering {found.reference}" if found.reference else "Geweigerde aanlevering"
        return render_template("delivery/delivery.html", title=title, delivery=found, page=page, query=query)

    return screens
