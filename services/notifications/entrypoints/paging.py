"""What the API and the screens of all columns share: pages of 50, and a clear answer when something is not there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of a list is shown; pages count from 1."""

    page: int
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))

    @property
    def before(self) -> int:
        """The page before this one; 0 when this is the first."""
        return self.page - 1

    @property
    def after(self) -> int:
        """The page after this one; 0 when this is the last."""
        return self.page + 1 if self.page < self.pages else 0


def offset(page: int) -> int:
    return (page - 1) * PER_PAGE
