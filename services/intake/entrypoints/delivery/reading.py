"""What the API and the screens share: deliveries a user may see, and reading rows with a line in the read log."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.intake.application.delivery.ports import UnknownDelivery
from services.intake.application.delivery.views import DeliveryView, Queries, RowPage, RowView
from shared.access import Role, User, check_municipality
from shared.municipalities import is_known
from shared.web.problem import NotFound
from shared.web.read_log import ReadLog

PURPOSE = "regels van een aanlevering controleren"


@dataclass(frozen=True, slots=True)
class Reading:
    queries: Queries
    read_log: ReadLog
    stranger_id: Callable[[str, str], str]
    """The id in the read log of a person without a client id, from delivery id and client key."""

    def deliveries(self, user: User) -> Sequence[DeliveryView]:
        """Of the user's municipalities. A delivery for a municipality that we do not serve must not lie unseen: the
        functional manager sees it."""
        return self.queries.deliveries(user.municipalities, unclaimed=_sees_unclaimed(user))

    def delivery(self, user: User, delivery_id: UUID) -> DeliveryView:
        """Raises NotFound, and Forbidden when it is of a municipality that the user does not work for."""
        try:
            found = self.queries.delivery(str(delivery_id))
        except UnknownDelivery:
            raise NotFound(f"Er is geen aanlevering {delivery_id}. Kies er een uit de lijst.") from None
        nobodys = not found.municipality or (not is_known(found.municipality) and _sees_unclaimed(user))
        if not nobodys:
            check_municipality(user, found.municipality)
        return found

    def rows(self, user: User, delivery_id: UUID, query: Mapping[str, Any]) -> RowPage:
        """Rows of a delivery, with a line in the read log per person.

        A client is logged under his id. Who has none, because no row of him was ever accepted, is logged under an id
        made with the secret key from the delivery's id and his client key: one line per person and delivery.
        """
        self.delivery(user, delivery_id)
        page = self.queries.rows(str(delivery_id), state=query["state"], after=query["after"], limit=query["limit"])
        self.read_log.write(user, sorted({self._subject(delivery_id, row) for row in page.rows}), PURPOSE)
        return page

    def _subject(self, delivery_id: UUID, row: RowView) -> str:
        return row.client_id or self.stranger_id(str(delivery_id), row.client_key)


def _sees_unclaimed(user: User) -> bool:
    return user.role is Role.FUNCTIONAL_MANAGER
