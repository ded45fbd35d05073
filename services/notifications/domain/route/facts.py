"""What migration tells of a client's way from invitation to decision: appointments, steps, decisions, ending rights.

Each fact stands by itself, under a key that follows from what it says. So they may come in any order, and a fact that
comes twice is there once. What holds now is found by putting them together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any, Literal, get_args

from services.notifications.domain.client.recipient import Provider
from shared.dutch import full_day_in_words

PlaceKind = Literal["home", "office", "telephone"]
PLACES: Mapping[str, PlaceKind] = {kind: kind for kind in get_args(PlaceKind)}
Unit = Literal["hours", "half-days", "days", ""]
UNITS: Mapping[str, Unit] = {unit: unit for unit in get_args(Unit)}
DecisionKind = Literal[
    "in-kind",
    "pgb",
    "both",
    "own-strength",
    "refusal",
    "end",
    "not-treated",
    "prolongation",
    "urgent-help",
    "on-objection",
]
DECISIONS: Mapping[str, DecisionKind] = {kind: kind for kind in get_args(DecisionKind)}
WhyCancelled = Literal["illness", "client-asked", "we-moved", "ended", "prolonged", "on-hold"]
WHY_CANCELLED: Mapping[str, WhyCancelled] = {why: why for why in get_args(WhyCancelled)}
WhyEnded = Literal["date", "offer-accepted", "died", "given-up"]
WHY_ENDED: Mapping[str, WhyEnded] = {why: why for why in get_args(WhyEnded)}


@dataclass(frozen=True, slots=True)
class Appointment:
    """A conversation with a client's household. `replaces` is the id of the appointment that was there before;
    `place_address` is empty at home and by telephone."""

    client_id: str
    appointment_id: str
    municipality: str
    route: int
    day: date
    starts: time
    ends: time
    place: PlaceKind
    place_address: str
    caseworker: str
    people: int
    replaces: str | None
    made_on: date


@dataclass(frozen=True, slots=True)
class CancelledAppointment:
    """`new_one_follows`: the municipality still has to make another one."""

    client_id: str
    appointment_id: str
    cancelled_on: date
    reason: WhyCancelled
    new_one_follows: bool


@dataclass(frozen=True, slots=True)
class ConfirmedAppointment:
    """A colleague recorded in the client's file that the appointment suits, as heard on this day."""

    client_id: str
    appointment_id: str
    heard_on: date


ANSWERED_BY: Mapping[str, str] = {
    "ask-completion": "complete",
    "ask-view": "receive-view",
    "ask-repair": "repair",
    "invite-hearing": "hear",
}
"""Steps by which the client is asked something in a letter, with the step that is the answer."""
GRANTED = frozenset({"upheld", "partly"})
"""Outcomes of an objection after which something else holds than was decided before."""
OVER = frozenset({"decided", "sent", "in-force", "not-treated"})
"""States in which nobody works on the route any more where it was decided."""
CORRECT_DAY = "correct-day"
"""A step that says on which day an earlier one really was."""


@dataclass(frozen=True, slots=True)
class OpenTerm:
    """A term of the law that runs after a step."""

    kind: str
    last_day: date
    law: str
    article: str


@dataclass(frozen=True, slots=True)
class Step:
    """`number` counts what migration told, so of two steps the later one is known; `undoes` is the id of a step that
    this one takes back. `details` hold what is peculiar to the step, by the words of the event."""

    client_id: str
    step_id: str
    municipality: str
    route: int
    step: str
    state: str
    on: date
    recorded_on: date
    undoes: str | None
    terms: tuple[OpenTerm, ...]
    details: Mapping[str, Any]
    number: int

    def stops_in(self, municipality: str) -> bool:
        """Whether this end of a route is one there too. Where a client comes to live, the old right is looked at,
        whatever another municipality stopped (Wmo 2015 8.3(1)); a death and care of the Wlz come along."""
        return self.municipality == municipality or self.details.get("reason") in ("died", "wlz")

    def last_day(self, kind: str) -> date | None:
        """Of the term of that kind that runs after this step."""
        return next((term.last_day for term in self.terms if term.kind == kind), None)


@dataclass(frozen=True, slots=True)
class Provision:
    """What a decision gives of one kind of care. `amount` is in hundredths of the unit per week; `yearly_cents` is of a
    pgb. In kind without a `provider`: it is not known yet who gives the care. `care_class`: of an indication with which
    care goes on (COD756), where no amount was decided; else empty."""

    function: str
    amount: int | None
    unit: Unit
    pgb: bool
    provider: Provider | None
    yearly_cents: int | None
    care_class: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """It has no effect before a step says that it was sent (Awb 3:40). `waits_for_acceptance`: the old right runs on,
    and ends early only when the client accepts (Wmo 2015 8.3(1)). `old_right_until`: its last day. `old_ends`: by care
    the last day of the old right to it, of those that were not over. `pgb_ends`: by care the last day that is certain
    of a pgb that can stop before that right (8.4), which goes on in kind."""

    client_id: str
    decision_id: str
    municipality: str
    route: int
    kind: DecisionKind
    made_on: date
    starts_on: date
    ends_on: date | None
    waits_for_acceptance: bool
    old_right_until: date | None
    provisions: tuple[Provision, ...]
    replaces: str | None = None
    """The decision whose place it takes."""
    old_ends: Mapping[str, date] = field(default_factory=dict)
    pgb_ends: Mapping[str, date] = field(default_factory=dict)

    @property
    def pgb_until(self) -> date | None:
        """The first of `pgb_ends`; None without one."""
        return min(self.pgb_ends.values(), default=None)

    @property
    def pgb_goes_on(self) -> frozenset[str]:
        """Care of which the pgb goes on by this, while the old right to it runs on in kind."""
        given = {each.function for each in self.provisions if each.pgb and not self.waits_for_acceptance}
        return frozenset(given & self.pgb_ends.keys())

    @property
    def stops_when_accepted(self) -> frozenset[str]:
        """Care of the old right that a yes to this offer ends without giving it anew (Wmo 2015 8.3(1))."""
        given = {each.function for each in self.provisions}
        return frozenset(self.old_ends.keys() - given) if self.waits_for_acceptance else frozenset()

    @property
    def old_rights_end_apart(self) -> bool:
        return len(set(self.old_ends.values())) > 1

    def first_day_of(self, function: str) -> date:
        """Of this care beside an old right that nobody gave up: the old right to it goes first, or no more than its pgb
        when that goes on. What an offer gives beside that begins when the whole old right is over (Wmo 2015 8.3(1))."""
        old = (self.pgb_ends if function in self.pgb_goes_on else self.old_ends).get(function)
        if old is None and self.waits_for_acceptance:
            old = max(self.old_ends.values(), default=self.old_right_until)
        return self.starts_on if old is None else max(self.starts_on, old + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class RightEnded:
    """Rights of which the last day has come. `decision_id`: the decision that goes on from there."""

    client_id: str
    last_day: date
    why: WhyEnded
    functions: tuple[str, ...]
    decision_id: str | None


@dataclass(frozen=True, slots=True)
class RightEnding:
    """Rights that end in so many weeks, and whether there is a decision on what comes after. `revision`: of the client,
    that it was told of."""

    client_id: str
    last_day: date
    weeks: int
    told_on: date
    functions: tuple[str, ...]
    decided: bool
    revision: int = 1


@dataclass(frozen=True, slots=True)
class BudgetStop:
    """A pgb that stops in so many weeks while the right to the care goes on in kind; with `weeks` 0 its last day has
    come. Billing tells of it. `revision`: of the client, that it was told of."""

    client_id: str
    last_day: date
    weeks: int
    functions: tuple[str, ...]
    revision: int = 1


def when_in_words(appointment: Appointment) -> str:
    """`dinsdag 10 februari 2015, van 10.00 tot 11.00 uur`"""
    hours = f"van {hour_in_words(appointment.starts)} tot {hour_in_words(appointment.ends)} uur"
    return f"{full_day_in_words(appointment.day)}, {hours}"


def where_in_words(appointment: Appointment) -> str:
    if appointment.place == "home":
        return "bij u thuis"
    return "per telefoon: wij bellen u" if appointment.place == "telephone" else appointment.place_address or "bij ons"


def hour_in_words(moment: time) -> str:
    """`10.00`"""
    return f"{moment.hour}.{moment.minute:02}"
