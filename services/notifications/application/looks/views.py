"""What the screens of looks show."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from services.notifications.domain.client.recipient import Recipient
from services.notifications.domain.looks.look import Look
from services.notifications.domain.looks.odd import Finding
from shared.access import Role
from shared.looks.purpose import Kind
from shared.searching import Sought

MOST_FOUND = 50
"""So many clients or colleagues may have a name that is searched for; with more of them, nobody knows whom is meant."""
MOST_COUNTED = 1_000
"""A list that is longer is not counted further."""


@dataclass(frozen=True, slots=True)
class LookFilter:
    """From the first moment of `since` through the last of `until`. `person` and `user` are what was searched for."""

    since: date
    until: date
    person: Sought | None = None
    user: str = ""
    kind: Kind | None = None
    role: Role | None = None
    offset: int = 0
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class FoundLooks:
    """A page of looks, and how many there are; no further counted than MOST_COUNTED."""

    looks: Sequence[Look]
    total: int


@dataclass(frozen=True, slots=True)
class LookLine:
    """`client`: of a look at one client of whom we know the name."""

    look: Look
    client: str = ""


@dataclass(frozen=True, slots=True)
class LookList:
    """`people`: who was found by what was searched for. `too_many`: so many were found that nothing is shown.
    `total` goes no further than MOST_COUNTED."""

    lines: Sequence[LookLine]
    total: int
    opened: int = 0
    people: Sequence[Recipient] = field(default_factory=tuple)
    too_many: bool = False


@dataclass(frozen=True, slots=True)
class DueLooks:
    """How many, no further than MOST_COUNTED, and the terms of the municipalities in years."""

    total: int
    years: Sequence[int]


@dataclass(frozen=True, slots=True)
class LookPage:
    """One look, with a part of the clients that were seen; those of other municipalities are left out."""

    look: Look
    people: Sequence[str]
    total: int


@dataclass(frozen=True, slots=True)
class Settled:
    """What was found out about something odd, by whom and when."""

    note: str
    by_id: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OddLine:
    """`client`: the name, for a pattern about one client."""

    finding: Finding
    client: str
    settled: Settled | None


@dataclass(frozen=True, slots=True)
class OddList:
    """From `since` through `until`; what nobody looked into stands first."""

    since: date
    until: date
    lines: Sequence[OddLine]

    @property
    def open(self) -> int:
        return sum(line.settled is None for line in self.lines)


@dataclass(frozen=True, slots=True)
class OddPage:
    """`people`: of each file that was opened, the name of the client."""

    line: OddLine
    people: Sequence[str]
