"""What migration tells of a client's route and rights, as far as a letter needs it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from shared.law.reasons import Reason

Unit = Literal["hours", "half-days", "days", ""]
UNITS: Mapping[str, Unit] = {unit: unit for unit in get_args(Unit)}
DecisionKind = Literal[
    "in-kind", "pgb", "both", "own-strength", "refusal", "end", "prolongation", "urgent-help", "on-objection"
]
DECISIONS: Mapping[str, DecisionKind] = {kind: kind for kind in get_args(DecisionKind)}
PlaceKind = Literal["home", "office", "telephone"]
PLACES: Mapping[str, PlaceKind] = {kind: kind for kind in get_args(PlaceKind)}
WhyMoved = Literal["first", "client-asked", "we-moved", "illness"]
WHY_MOVED: Mapping[str, WhyMoved] = {why: why for why in get_args(WhyMoved)}
WhyCancelled = Literal["illness", "client-asked", "we-moved", "ended"]
WHY_CANCELLED: Mapping[str, WhyCancelled] = {why: why for why in get_args(WhyCancelled)}
WhyEnded = Literal["date", "offer-accepted", "died", "given-up"]
WHY_ENDED: Mapping[str, WhyEnded] = {why: why for why in get_args(WhyEnded)}


@dataclass(frozen=True, slots=True)
class Deadline:
    kind: str
    last_day: date
    law: str
    article: str


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step in the route of a client. `details` are as the step has them; what is in them is read where its letter is
    written. `undoes` is the step that this one takes back."""

    client_id: str
    revision: int
    municipality: str
    route: int
    step_id: str
    step: str
    state: str
    on: date
    recorded_on: date
    undoes: str | None
    deadlines: tuple[Deadline, ...]
    details: Mapping[str, Any]

    def last_day(self, kind: str) -> date | None:
        """Of the term of that kind that is open after this step."""
        return next((deadline.last_day for deadline in self.deadlines if deadline.kind == kind), None)


@dataclass(frozen=True, slots=True)
class FormerAppointment:
    appointment_id: str
    day: date
    starts: str


@dataclass(frozen=True, slots=True)
class AppointmentMade:
    """`starts` and `until` are times like 10:00; `address` is that of an office. `people`: how many clients of the
    household are spoken with together."""

    client_id: str
    revision: int
    municipality: str
    appointment_id: str
    day: date
    starts: str
    until: str
    place: PlaceKind
    address: str
    caseworker: str
    people: int
    why: WhyMoved
    replaces: FormerAppointment | None
    made_on: date


@dataclass(frozen=True, slots=True)
class AppointmentCancelled:
    client_id: str
    revision: int
    municipality: str
    appointment_id: str
    day: date
    starts: str
    why: WhyCancelled
    cancelled_on: date
    new_one_follows: bool


@dataclass(frozen=True, slots=True)
class Provision:
    """What a client gets. `amount` is in hundredths of the unit per week; `yearly_cents` is of a pgb."""

    function: str
    amount: int | None
    unit: Unit
    pgb: bool
    provider: str | None
    yearly_cents: int | None


@dataclass(frozen=True, slots=True)
class DecisionMade:
    """`waits_for_acceptance`: the old right runs until the client accepts. `old_right_until`: its last day."""

    client_id: str
    revision: int
    municipality: str
    decision_id: str
    kind: DecisionKind
    made_on: date
    starts_on: date
    ends_on: date | None
    provisions: tuple[Provision, ...]
    replaces: str | None
    waits_for_acceptance: bool
    old_right_until: date | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class RightEnding:
    client_id: str
    revision: int
    municipality: str
    weeks: int
    last_day: date
    told_on: date
    functions: tuple[str, ...]
    decided: bool
    conversation: date | None


@dataclass(frozen=True, slots=True)
class RightEnded:
    client_id: str
    revision: int
    municipality: str
    last_day: date
    why: WhyEnded
    functions: tuple[str, ...]
    decision_id: str | None


@dataclass(frozen=True, slots=True)
class LetterAsked:
    """Somebody of the municipality asked for a letter that no event gives by itself: one to the next of kin."""

    ask_id: str
    client_id: str
    revision: int
    municipality: str
    day: date
    user_id: str


Happened = StepTaken | AppointmentMade | AppointmentCancelled | DecisionMade | RightEnding | RightEnded | LetterAsked
