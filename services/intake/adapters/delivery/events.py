"""A checked delivery as event data."""

from typing import Any

from services.intake.domain.delivery.deliveries import DeliveryChecked


def delivery_checked_data(event: DeliveryChecked) -> dict[str, Any]:
    delivery = event.delivery
    town, missing = delivery.manifest.municipality, event.never_transferred
    return {
        "deliveryId": delivery.id,
        "municipality": town,
        "sender": delivery.manifest.sender,
        "reference": delivery.manifest.reference,
        "deliveredOn": delivery.origin.created_on,
        "rows": delivery.counted.rows,
        "acceptedRows": event.accepted_rows,
        "heldBackRows": event.held_back_rows,
        "persons": delivery.persons,
        "transferredClients": delivery.recorded,
        "neverTransferred": missing.get(town, 0),
        "neverTransferredElsewhere": {code: number for code, number in missing.items() if code != town},
        "differences": [
            {"total": found.total, "manifest": found.manifest, "counted": found.counted}
            for found in delivery.differences
        ],
    }
