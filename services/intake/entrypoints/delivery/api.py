"""The API of deliveries: their totals and their rows."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from services.intake.application.delivery.list_deliveries import ListDeliveries
from services.intake.application.delivery.list_deliveries import list_deliveries as find_deliveries
from services.intake.application.delivery.list_rows import ListRows
from services.intake.application.delivery.list_rows import list_rows as find_rows
from services.intake.application.delivery.ports import DeliveryWorks
from services.intake.application.delivery.show_delivery import ShowDelivery
from services.intake.application.delivery.show_delivery import show_delivery as find_delivery
from services.intake.application.delivery.views import DeliveryView, RowPage
from services.intake.entrypoints.delivery.schemas import DeliverySchema, RowPageSchema, RowsQuery
from services.intake.entrypoints.reading import reading
from shared.access import STAFF, Scope
from shared.web.api import Api
from shared.web.app import current_user


def api(works: DeliveryWorks) -> Api:
    intake = Api("intake", "Intake", "Aanleveringen van het zorgkantoor: wat kwam binnen, wat is overgenomen.")

    @intake.route(
        "GET",
        "/deliveries",
        *STAFF,
        scope=Scope.MUNICIPALITY,
        summary="Alle aanleveringen van uw gemeenten, de nieuwste eerst",
        response=DeliverySchema,
        many=True,
    )
    def list_deliveries() -> Sequence[DeliveryView]:
        with reading(works) as work:
            return find_deliveries(work, ListDeliveries(current_user())).deliveries

    @intake.route(
        "GET",
        "/deliveries/<uuid:delivery_id>",
        *STAFF,
        scope=Scope.MUNICIPALITY,
        summary="Eén aanlevering met haar totalen",
        response=DeliverySchema,
    )
    def show_delivery(delivery_id: UUID) -> DeliveryView:
        with reading(works) as work:
            return find_delivery(work, ShowDelivery(current_user(), str(delivery_id)))

    @intake.route(
        "GET",
        "/deliveries/<uuid:delivery_id>/rows",
        *STAFF,
        scope=Scope.MUNICIPALITY,
        summary="De regels van een aanlevering, met wat er mis is",
        response=RowPageSchema,
        query=RowsQuery,
    )
    def list_rows(delivery_id: UUID, query: Mapping[str, Any]) -> RowPage:
        with reading(works) as work:
            return find_rows(work, ListRows(current_user(), str(delivery_id), **query))

    return intake
