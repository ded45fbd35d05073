"""A look of somebody at the data of clients, as the services tell it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.access import Role
from shared.looks.purpose import Kind

FORGOTTEN = "niet meer te lezen: de cliënt is vergeten"
"""In the place of a reason that went with whom it was about."""


@dataclass(frozen=True, slots=True)
class Look:
    """`provider` is the AGB code of who looked for a provider, else empty; `municipalities` those for which somebody
    worked at that moment. `by_task`: a task led to what was opened. `clients`: how many were seen."""

    look_id: str
    service: str
    user_id: str
    user_name: str
    role: Role
    provider: str
    municipalities: tuple[str, ...]
    kind: Kind
    purpose: str
    words: str
    by_task: bool
    reason: str
    at: datetime
    clients: int

    @property
    def who(self) -> str:
        """Looks of before names were kept have the id alone."""
        return self.user_name or self.user_id


@dataclass(frozen=True, slots=True)
class Lived:
    """From when on a client lives in a municipality, as far as we were told."""

    client_id: str
    revision: int
    municipality: str
    since: datetime


@dataclass(frozen=True, slots=True)
class LookTold:
    """A look with whom it was at, as it comes."""

    look: Look
    client_ids: Sequence[str]
