"""What the screen of held-back persons shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.intake.domain.mapping.rows import RowError
from services.intake.domain.person.held_back import HeldBackPerson
from shared.searching import Sought


@dataclass(frozen=True, slots=True)
class HeldBackFilter:
    """What a list of held-back persons is limited to, by what it is ordered (`name`, `born` or `since`), and which part
    of it is shown. `known`: only clients who were transferred before, or only who were not."""

    municipality: str | None = None
    delivery_id: str | None = None
    known: bool | None = None
    sought: Sought | None = None
    order: str = "name"
    descending: bool = False
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class HeldBackView:
    """A person, the municipality that the delivery to be mended is for, whether the user may open that, and what is
    wrong with its rows: nothing when they stand under another client number."""

    person: HeldBackPerson
    delivered_for: str
    in_reach: bool
    errors: Sequence[RowError]


@dataclass(frozen=True, slots=True)
class NumberedClient:
    """A client with a file, found by the whole client number."""

    client_id: str
    client_number: str
    municipality: str


@dataclass(frozen=True, slots=True)
class HeldBackPage:
    """`total` is how many there are on all pages. `by_number`: whoever has the client number that was searched for and
    is not held back; only intake knows that number."""

    persons: Sequence[HeldBackView]
    total: int
    by_number: Sequence[NumberedClient] = ()
