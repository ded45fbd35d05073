"""Until when which right holds, and when the municipality speaks with the client about what comes after it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from shared.law.reasons import Reason

Domain = Literal["wmo", "wmo-protected-living", "zvw", "jeugdwet", "wlz", "none", "wmo-2007"]
DOMAINS: Mapping[str, Domain] = {domain: domain for domain in get_args(Domain)}

KEPT: frozenset[str] = frozenset({"wmo", "wmo-protected-living", "jeugdwet"})
"""Where the municipality becomes responsible and the right has a last day."""
YOUTH_LAW: Domain = "jeugdwet"
WMO: frozenset[str] = frozenset({"wmo", "wmo-protected-living"})

Finding = Literal[
    "wlz-candidate",
    "application-date-unknown",
    "end-breaks-cap",
    "no-existing-pgb",
    "pgb-reading-open",
    "outside-transition",
    "low-package-at-home",
    "transport-without-guidance",
]
"""What somebody at the municipality has to look at; the words are those of migration's events."""
FINDINGS: Mapping[str, Finding] = {finding: finding for finding in get_args(Finding)}

TO_REASSESS = "planned"
"""The state in which migration plans a conversation; the word is that of its events."""
DECEASED = "deceased"


@dataclass(frozen=True, slots=True)
class Days:
    """Days of the law that texts name, as migration read them: the old law's last, the new law's first, the last of the
    general transition right, and the day before which a Wlz candidate must have told the CIZ."""

    old_law_until: date
    new_law_from: date
    rights_until: date
    ciz_reply_before: date


@dataclass(frozen=True, slots=True)
class FunctionRight:
    """Until when which right holds for one function, and why. `right_from` and `right_until` are included days.

    `conditional`: the care is not in use yet. `pgb_until`: the last day of the budget with which the right goes on; the
    right itself may run longer, in kind.
    """

    id: str
    function: str
    domain: Domain
    right_from: date | None
    right_until: date | None
    conditional: bool
    pgb: bool
    pgb_until: date | None
    findings: frozenset[Finding]
    reasons: tuple[Reason, ...]

    @property
    def ends_at_municipality(self) -> bool:
        """Whether this is a right against the municipality with a last day."""
        return self.domain in KEPT and self.right_until is not None

    @property
    def in_kind_from(self) -> date | None:
        """The first day in kind of a right that outlives its budget."""
        if self.pgb_until is None or self.right_until is None or self.right_until <= self.pgb_until:
            return None
        return self.pgb_until + timedelta(days=1)

    @property
    def transport_stays_behind(self) -> bool:
        """Whether transport that was indicated with this care does not go along with it."""
        return "transport-without-guidance" in self.findings

    @property
    def needs_a_look(self) -> bool:
        """No rule of the transition names this care, so a person looks at it before anything is said of it."""
        return self.domain == "wmo-2007" or "outside-transition" in self.findings


@dataclass(frozen=True, slots=True)
class ClientRight:
    """What migration determined. `state` is the client's state there; `determined_on` dates the letter. `minor`: the
    parents are written to; `adult_on` is the day on which a minor comes of age during the transition."""

    client_id: str
    revision: int
    municipality: str
    determined_on: date
    state: str
    minor: bool
    adult_on: date | None
    days: Days
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
