"""What the screens and the API of all columns share: a transaction for the question of one user."""

from collections.abc import Iterator
from contextlib import contextmanager

from services.intake.application.access.ports import UnknownGrant
from services.intake.application.delivery.ports import DeliveryWork, DeliveryWorks, UnknownDelivery
from shared.web.problem import NotFound


@contextmanager
def reading(works: DeliveryWorks) -> Iterator[DeliveryWork]:
    """For reading only. Raises NotFound as `or_not_found`."""
    with or_not_found(), works.read() as work:
        yield work


@contextmanager
def or_not_found() -> Iterator[None]:
    """Raises NotFound, which the web kernel answers with 404, for a delivery or a grant that does not exist."""
    try:
        yield
    except UnknownDelivery as unknown:
        raise NotFound(f"Er is geen aanlevering {unknown}. Kies er een uit de lijst.") from unknown
    except UnknownGrant as unknown:
        raise NotFound(f"Er is geen toegang {unknown}. Kies er een uit de lijst.") from unknown
