"""The API of intake: deliveries, their totals and their rows."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from services.intake.application.delivery.views import DeliveryView, RowPage
from services.intake.entrypoints.delivery.reading import Reading
from services.intake.entrypoints.delivery.schemas import DeliverySchema, RowPageSchema, RowsQuery
from shared.access import STAFF, Scope
from shared.web.api import Api
from shared.web.app import current_user


def api(reading: Reading) -> Api:
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
        return reading.deliveries(current_user())

    @intake.route(
        "GET",
        "/deliveries/<uuid:delivery_id>",
        *STAFF,
        scope=Scope.MUNICIPALITY,
        summary="Eén aanlevering met haar totalen",
        response=DeliverySchema,
    )
    def show_delivery(delivery_id: UUID) -> DeliveryView:
        return reading.delivery(current_user(), delivery_id)

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
        return reading.rows(current_user(), delivery_id, query)

    return intake
