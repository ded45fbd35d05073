"""Until when which right holds, and when the municipality speaks with the client about what comes after it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from shared.law.reasons import Reason

Domain = Literal["wmo", "wmo-protected-living", "zvw", "jeugdwet", "wlz", "none"]
DOMAINS: Mapping[str, Domain] = {domain: domain for domain in get_args(Domain)}

KEPT: frozenset[str] = frozenset({"wmo", "wmo-protected-living", "jeugdwet"})
"""Where the municipality becomes responsible and the right has a last day."""
WMO: frozenset[str] = frozenset({"wmo", "wmo-protected-living"})

TO_REASSESS = "planned"
"""The state in which migration plans a conversation; the word is that of its events."""
DECEASED = "deceased"


@dataclass(frozen=True, slots=True)
class FunctionRight:
    """Until when which right holds for one function, and why. `right_from` and `right_until` are included days.
    `conditional`: the care is not in use yet."""

    id: str
    function: str
    domain: Domain
    right_from: date | None
    right_until: date | None
    conditional: bool
    pgb: bool
    reasons: tuple[Reason, ...]

    @property
    def ends_at_municipality(self) -> bool:
        """Whether this is a right against the municipality with a last day."""
        return self.domain in KEPT and self.right_until is not None


@dataclass(frozen=True, slots=True)
class ClientRight:
    """What migration determined. `state` is the client's state there; `determined_on` dates the letter."""

    client_id: str
    revision: int
    municipality: str
    determined_on: date
    state: str
    functions: tuple[FunctionRight, ...]

    @property
    def needs_plan(self) -> bool:
        return self.state == TO_REASSESS


@dataclass(frozen=True, slots=True)
class Plan:
    """When the municipality speaks with the client; `week` is the Monday of that week."""

    client_id: str
    revision: int
    week: date
    application_by: date
    decision_due: date
    objection_until: date
    right_until: date

    def over_on(self, day: date) -> bool:
        """Whether the week of the conversation has passed."""
        return day >= self.week + timedelta(weeks=1)
