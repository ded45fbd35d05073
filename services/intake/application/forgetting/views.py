"""What the screens, the API and the commands show of forgetting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.intake.domain.forgetting.forgetting import Forgetting, Stage


@dataclass(frozen=True, slots=True)
class ForgettingFilter:
    """What a list is limited to, and which part of it is shown; without a limit all."""

    municipality: str | None = None
    stage: Stage | None = None
    offset: int = 0
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class ForgettingPage:
    """The newest first; `total` is how many there are on all pages."""

    forgettings: Sequence[Forgetting]
    total: int


@dataclass(frozen=True, slots=True)
class DueClient:
    """A client of whom everything may go `since` a day."""

    client_id: str
    municipality: str
    last_named: date
    since: date


@dataclass(frozen=True, slots=True)
class DuePage:
    clients: Sequence[tuple[str, str, date]]
    """Id, municipality, and the day of the last delivery that names the client."""
    total: int


@dataclass(frozen=True, slots=True)
class DueList:
    """`total` is how many there are on all pages."""

    clients: Sequence[DueClient]
    total: int
