"""Last stage of a delivery: our own totals are compared with the manifest's, and the delivery is checked."""

from dataclasses import replace

from services.intake.application.delivery.ports import DeliveryWork
from services.intake.domain.delivery.deliveries import Delivery, DeliveryChecked, DeliveryState
from services.intake.domain.delivery.totals import differences
from services.intake.domain.mapping.moments import made_before
from services.intake.domain.mapping.rows import RowState
from shared.access import system


@system
def check_totals(work: DeliveryWork, delivery: Delivery) -> Delivery:
    """Raises Overtaken when another process did it."""
    counted = replace(delivery.counted, clients=delivery.persons)
    after = replace(
        delivery,
        state=DeliveryState.CHECKED,
        counted=counted,
        differences=tuple(differences(delivery.manifest.totals, counted)),
        persons_absent=delivery.persons_absent if delivery.silent else _absent(work, delivery),
    )
    work.deliveries.advance(delivery, after)
    rows = work.rows.count(delivery.id)
    missing = {**dict.fromkeys(work.deliveries.municipalities(), 0), **work.persons.never_transferred()}
    work.record(DeliveryChecked(after, rows.get(RowState.ACCEPTED, 0), rows.get(RowState.HELD_BACK, 0), missing))
    return after


def _absent(work: DeliveryWork, delivery: Delivery) -> int:
    return sum(_can_miss(delivery, last_named) for last_named in work.rows.left_out(delivery))


def _can_miss(delivery: Delivery, last_named: str) -> bool:
    """An old delivery that comes late cannot miss who was only delivered after it was made."""
    return not made_before(delivery.manifest.created, last_named)
