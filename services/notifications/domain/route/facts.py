"""What migration tells of a client's way from invitation to decision: appointments, steps, decisions, ending rights.

Each fact stands by itself, under a key that follows from what it says. So they may come in any order, and a fact that
comes twice is there once. What holds now is found by putting them together.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
        """Of this care beside an old right that nobody gave up: the old right goes first, or no more than its pgb when
        that goes on."""
        old = (self.pgb_ends if function in self.pgb_goes_on else self.old_ends).get(function)
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


@dataclass(frozen=True, slots=True)
class ClientRoute:
    """All that migration told of one client, and the ends of budgets. `town`: the municipality where the client lives;
    empty where that does not matter."""

    appointments: Sequence[Appointment] = ()
    cancelled: Sequence[CancelledAppointment] = ()
    told_steps: Sequence[Step] = ()
    decisions: Sequence[Decision] = ()
    ended: Sequence[RightEnded] = ()
    ending: Sequence[RightEnding] = ()
    budget_stops: Sequence[BudgetStop] = ()
    town: str = ""
    steps: Sequence[Step] = field(init=False)
    """In order, without what was taken back."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "steps", _standing_steps(self.told_steps))

    def in_town(self, municipality: str) -> "ClientRoute":
        """As it is for who lives there."""
        return replace(self, town=municipality)

    @property
    def appointment(self) -> Appointment | None:
        """The one that stands; None when there is none, or when it was cancelled."""
        gone = {each.appointment_id for each in self.cancelled}
        return next(reversed(standing(self.appointments, gone)), None)

    @property
    def cancelled_without_another(self) -> CancelledAppointment | None:
        """The last appointment does not go on, and none came in its place yet."""
        last = next(reversed(standing(self.appointments, ())), None)
        if last is None or self.ended_by is not None:
            return None
        return next((each for each in self.cancelled if each.appointment_id == last.appointment_id), None)

    @property
    def terms(self) -> Sequence[OpenTerm]:
        """The terms that run after the last step."""
        return self.steps[-1].terms if self.steps else ()

    @property
    def state(self) -> str | None:
        return self.steps[-1].state if self.steps and not self.begins_anew else None

    def binds(self, decision: Decision) -> bool:
        """Whether it holds where the client lives: what another municipality decided does not (Wmo 2015 2.3.5(1))."""
        return self.town in ("", decision.municipality)

    @property
    def is_decided(self) -> bool:
        """Whether what comes after the old right is decided where the client lives. A yes to an offer ended that right,
        whoever made the offer (Wmo 2015 8.3(1))."""
        return self.accepted_until is not None or any(self.binds(each) for each in self.decisions_on_care())

    @property
    def begins_anew(self) -> bool:
        """Whether it stopped, or was decided, where the client lived before, and nothing came of it yet here."""
        if not self.steps:
            return False
        decided = self.last("decide", "prolong", "not-treat")
        elsewhere = decided is not None and self.town not in ("", decided.municipality)
        over = elsewhere and self.steps[-1].state in OVER and self.accepted_until is None
        return over or (self.steps[-1].step == "end" and self.ended_by is None)

    @property
    def has_begun(self) -> bool:
        return bool(self.appointments or self.steps) and not self.begins_anew

    @property
    def before_conversation(self) -> bool:
        return self.ended_by is None and self.state in (None, "planned", "invited", "on-hold")

    @property
    def ended_by(self) -> Step | None:
        """The step by which the client's last route stopped; None when a later one began since, or when the client
        came to live elsewhere and nothing is stopped there."""
        stopped = self.last("end")
        if stopped is None or stopped.route != self.steps[-1].route:
            return None
        return stopped if not self.town or stopped.stops_in(self.town) else None

    def waits_for_word(self, decision: Decision) -> bool:
        """Whether this is an offer of which the client did not say yet whether to take it."""
        said = self._said_of(decision) is not None or self.old_right_until(decision) is not None
        return decision.waits_for_acceptance and not said

    def holds(self, decision: Decision) -> bool:
        """Whether it counts from its first day on: it is no offer, or the client took it."""
        return not decision.waits_for_acceptance or self.old_right_until(decision) is not None

    def old_right_until(self, decision: Decision) -> date | None:
        """The last day of the old right, by the client's yes to this offer or to the one of which it takes the place: a
        yes stands, also when an objection gave something else. None without one."""
        said = self._said_of(decision)
        if said is not None and said.step == "accept-offer":
            return date.fromisoformat(said.details["oldRightUntil"])
        before = next((each for each in self.decisions if each.decision_id == decision.replaces), None)
        return self.old_right_until(before) if before is not None else None

    def begins_on(self, decision: Decision) -> date:
        """The day from which a decision counts that holds: an offer not before the old right is over."""
        until = self.old_right_until(decision)
        return decision.starts_on if until is None else max(decision.starts_on, until + timedelta(days=1))

    @property
    def accepted_until(self) -> date | None:
        """The last day of the old right, by an offer that the client took; None without one."""
        taken = (self.old_right_until(each) for each in reversed(self.sent_decisions()))
        return next((until for until in taken if until is not None), None)

    def _said_of(self, decision: Decision) -> Step | None:
        said = (each for each in reversed(self.steps) if each.step in ("accept-offer", "refuse-offer"))
        return next((each for each in said if each.details.get("decisionId") == decision.decision_id), None)

    def ends_undecided(self, today: date) -> RightEnding | None:
        """The first right of which migration told that it ends soon, while nothing is decided here on what comes."""
        if self.ended_by is not None or self.is_decided:
            return None
        soon = [each for each in self.ending if each.last_day >= today]
        newest = {each.last_day: each for each in sorted(soon, key=lambda each: each.told_on)}
        open_ones = (newest[day] for day in sorted(newest) if not newest[day].decided)
        return next(open_ones, None)

    def last(self, *names: str) -> Step | None:
        """The last step of one of these kinds."""
        return next((each for each in reversed(self.steps) if each.step in names), None)

    def since(self, name: str, *, after: Step) -> bool:
        """Whether a step of this kind came after that one."""
        return any(each.step == name for each in self.steps[self.steps.index(after) + 1 :])

    def came_back(self, sent: Step) -> bool:
        """Whether the letter of the decision that this step sent came back since."""
        since = self.steps[self.steps.index(sent) + 1 :]
        back = (each.details["decisionId"] for each in since if each.step == "returned")
        return sent.details["decisionId"] in set(back)

    def answered(self, step_id: str | None) -> bool:
        """Whether this step asks the client something, and the answer came since: by telephone, or on the page."""
        asked = next((each for each in self.steps if each.step_id == step_id and each.step in ANSWERED_BY), None)
        return asked is not None and self.since(ANSWERED_BY[asked.step], after=asked)

    def sent_decisions(self) -> Sequence[Decision]:
        """Those that the client was sent and that stand, in the order of sending: one on an objection that is granted
        takes the place of the decision that it is about, and one that is not granted leaves that as it is. What came
        back was not made known (Awb 3:40), and what it took the place of counts until it is."""
        by_id = {each.decision_id: each for each in self.decisions}
        sent: dict[str, str | None] = {}
        for step in self.steps:
            id_ = str(step.details.get("decisionId", ""))
            if step.step in ("send", "grant-urgent-help") and id_ in by_id:
                sent[id_] = None
            elif step.step == "returned":
                before = sent.pop(id_, None)
                sent |= {before: None} if before is not None else {}
            elif step.step == "send-objection-decision" and id_ in by_id and self.outcome_of(by_id[id_]) in GRANTED:
                sent[id_] = sent.popitem()[0] if sent else None
        return [by_id[id_] for id_ in sent]

    def outcome_of(self, decision: Decision) -> str | None:
        """Of the objection on which it is the decision; None for any other decision."""
        decided = (each for each in self.steps if each.step == "decide-objection")
        about = (each for each in decided if each.details.get("decisionId") == decision.decision_id)
        return next((str(each.details["outcome"]) for each in about), None)

    def decisions_on_care(self) -> Sequence[Decision]:
        """Those that were sent, but that an application is not treated: that decides nothing about care (Awb 4:5)."""
        return [each for each in self.sent_decisions() if each.kind != "not-treated"]


def standing(appointments: Iterable[Appointment], gone: Collection[str]) -> Sequence[Appointment]:
    """Those that no other one replaces and that are not among `gone`, the last one made at the end."""
    there = list(appointments)
    replaced = {each.replaces for each in there}
    left = (each for each in there if each.appointment_id not in replaced and each.appointment_id not in gone)
    return sorted(left, key=lambda each: (each.route, each.made_on, each.day, each.starts, each.appointment_id))


def _standing_steps(told: Sequence[Step]) -> Sequence[Step]:
    """A correction goes with the step that it corrects."""
    taken_back = {each.undoes for each in told if each.undoes is not None}
    left = (
        each for each in told if each.undoes is None and not {each.step_id, each.details.get("corrects")} & taken_back
    )
    in_order = sorted(left, key=lambda each: (each.number, each.recorded_on, each.on, each.step_id))
    days = {str(each.details["corrects"]): each.details["becomes"] for each in in_order if each.step == CORRECT_DAY}
    return [
        replace(each, on=date.fromisoformat(days[each.step_id])) if each.step_id in days else each for each in in_order
    ]


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


NOTHING_YET = ClientRoute()
"""Of who has no route."""
