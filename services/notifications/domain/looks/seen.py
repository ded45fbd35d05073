"""What a client reads of who looked: each opened file by itself, lists folded together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.notifications.domain.looks.look import Look
from shared.access import Role


@dataclass(frozen=True, slots=True)
class ListedBy:
    """How often somebody of one role, for one purpose, saw the client in a list, and when last. `municipality` and
    `provider` say for whom they worked; the other one is empty."""

    role: Role
    municipality: str
    provider: str
    purpose: str
    words: str
    times: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class OpenedBy:
    """`municipality`: the client's own at that moment, for which somebody looked; empty for a provider."""

    look: Look
    municipality: str


@dataclass(frozen=True, slots=True)
class WhoLooked:
    """A page of the files that were opened, the newest first, out of `total`; and all lists."""

    opened: Sequence[OpenedBy]
    total: int
    listed: Sequence[ListedBy]
