"""What the API and the screens of all columns share: pages of 50, and a clear answer when something is not there."""

from collections.abc import Iterator
from contextlib import contextmanager

from services.notifications.application.client.views import NotKnown
from shared.web.problem import NotFound

PER_PAGE = 50
PDF = "application/pdf"


@contextmanager
def or_not_found() -> Iterator[None]:
    """Raises NotFound, which the web kernel answers with 404, for what the use case does not know."""
    try:
        yield
    except NotKnown as unknown:
        raise NotFound(str(unknown)) from unknown


def offset(page: int) -> int:
    return (page - 1) * PER_PAGE
