"""Last stage of a delivery: our own totals against the manifest's, and the delivery is announced as checked."""

from dataclasses import dataclass, replace
from typing import Any

from services.intake.application.delivery.ports import StoresOn
from services.intake.domain.delivery.deliveries import Delivery, DeliveryState
from services.intake.domain.delivery.totals import differences
from services.intake.domain.mapping.moments import made_before
from shared.access import system
from shared.messaging.unit import Database

CHECKED = "delivery-checked"


@dataclass(frozen=True, slots=True)
class CheckTotals:
    database: Database
    stores: StoresOn

    @system
    def __call__(self, delivery: Delivery) -> Delivery:
        """Raises Overtaken when another process did it."""
        counted = replace(delivery.counted, clients=delivery.persons)
        with self.database.unit(delivery.traceparent, silent=delivery.silent) as unit:
            stores = self.stores(unit.connection)
            after = replace(
                delivery,
                state=DeliveryState.CHECKED,
                counted=counted,
                differences=tuple(differences(delivery.manifest, counted)),
                persons_absent=sum(_was_told_before(delivery, told) for told in stores.persons.not_in(delivery)),
            )
            stores.deliveries.advance(delivery, after)
            accepted, held_back = stores.rows.count(delivery.id)
            unit.record(CHECKED, delivery.id, _event_data(after, accepted, held_back))
        return after


def _was_told_before(delivery: Delivery, told: str) -> bool:
    """An old delivery that comes late cannot miss who was only delivered after it was made."""
    return not made_before(delivery.created, told)


def _event_data(delivery: Delivery, accepted: int, held_back: int) -> dict[str, Any]:
    """The data of delivery-checked.v1."""
    return {
        "deliveryId": delivery.id,
        "municipality": delivery.municipality,
        "sender": delivery.sender,
        "reference": delivery.reference,
        "deliveredOn": delivery.created_on,
        "rows": delivery.counted.rows,
        "acceptedRows": accepted,
        "heldBackRows": held_back,
        "persons": delivery.persons,
        "transferredClients": delivery.announced,
        "differences": [
            {"total": found.total, "manifest": found.manifest, "counted": found.counted}
            for found in delivery.differences
        ],
    }
