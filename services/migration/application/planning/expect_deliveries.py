"""Intake finished deliveries: how many clients each brings is known, so that planning can wait for all of them."""

from collections.abc import Sequence

from services.migration.application.planning.ports import Work
from services.migration.domain.planning.deliveries import CheckedDelivery
from shared.access import system


@system
def expect_deliveries(work: Work, deliveries: Sequence[CheckedDelivery]) -> None:
    """A delivery that is expected already stays as it is, for its clients may be planned by now."""
    known = work.deliveries.known([delivery.delivery_id for delivery in deliveries])
    work.deliveries.add([delivery for delivery in deliveries if delivery.delivery_id not in known])
