"""What intake says with each delivery of the persons whom it never transferred, so that they are counted here."""

from collections.abc import Sequence

from services.migration.application.control.ports import Keeping
from services.migration.domain.control.deliveries import DeliveredPersons
from shared.access import system


@system
def note_deliveries(work: Keeping, delivered: Sequence[DeliveredPersons]) -> None:
    """A delivery that is known already stays as it is."""
    work.standings.note(delivered)
