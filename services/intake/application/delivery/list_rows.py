"""Rows of a delivery, for a user who checks them."""

from dataclasses import dataclass

from services.intake.application.delivery.ports import DeliveryWork
from services.intake.application.delivery.show_delivery import ShowDelivery, show_delivery
from services.intake.application.delivery.views import RowPage, RowView
from services.intake.domain.mapping.rows import RowState
from shared.access import STAFF, Scope, User, allowed
from shared.looks.purpose import listing

PURPOSE = listing("delivered-rows", "regels van een aanlevering controleren")


@dataclass(frozen=True, slots=True)
class ListRows:
    """At most `limit` rows behind number `after`, without the first `skip`; of one state, or of both when None."""

    user: User
    delivery_id: str
    state: RowState | None
    after: int
    limit: int
    skip: int = 0


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def list_rows(work: DeliveryWork, command: ListRows) -> RowPage:
    """Leaves a line in the read log per person. Raises UnknownDelivery and Forbidden as `show_delivery`.

    A client is logged under the client id. A person without one, because no row was ever accepted, is
    logged under an id made with the secret key from the delivery's id and the client key: one line per person and
    delivery.
    """
    show_delivery(work, ShowDelivery(command.user, command.delivery_id))
    page = work.queries.rows(
        command.delivery_id, state=command.state, after=command.after, limit=command.limit, skip=command.skip
    )
    work.read_log.write(command.user, sorted({_subject(work, command, row) for row in page.rows}), PURPOSE)
    return page


def _subject(work: DeliveryWork, command: ListRows, row: RowView) -> str:
    return row.client_id or work.identities.stranger_id(command.delivery_id, row.client_key)
