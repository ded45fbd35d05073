"""What the API and the screens share: deliveries a user may see, and reading rows with a line in the read log."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.intake.application.ports import UnknownDelivery
from services.intake.application.queries import DeliveryView, Queries, RowPage
from shared.access import User, check_municipality
from shared.web.problem import NotFound
from shared.web.read_log import ReadLog

PURPOSE = "regels van een aanlevering controleren"


@dataclass(frozen=True, slots=True)
class Reading:
    queries: Queries
    read_log: ReadLog

    def delivery(self, user: User, delivery_id: UUID) -> DeliveryView:
        """Raises NotFound, and Forbidden when it is of a municipality that the user does not work for."""
        try:
            found = self.queries.delivery(str(delivery_id))
        except UnknownDelivery:
            raise NotFound(f"Er is geen aanlevering {delivery_id}. Kies er een uit de lijst.") from None
        if found.municipality:
            check_municipality(user, found.municipality)
        return found

    def rows(self, user: User, delivery_id: UUID, query: Mapping[str, Any]) -> RowPage:
        """Rows of a delivery. Who could not be told to be a known client is logged under the delivery's id."""
        self.delivery(user, delivery_id)
        page = self.queries.rows(str(delivery_id), state=query["state"], after=query["after"], limit=query["limit"])
        self.read_log.write(user, sorted({row.client_id or str(delivery_id) for row in page.rows}), PURPOSE)
        return page
