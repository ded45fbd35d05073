"""What the route of a client's reassessment came to, as far as a provider may hear of it.

A decision counts when it was sent and did not come back (Awb 3:40); whatever was undone does not count.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from services.notifications.domain.client.recipient import Provider


class Step(StrEnum):
    """What the steps of the route do that a provider hears of; others are left alone. `dismiss`: the decision on an
    objection leaves everything as it was."""

    HOLD_CONVERSATION = "hold-conversation"
    SEND = "send"
    DISMISS = "dismiss"
    RETURNED = "returned"
    ACCEPT_OFFER = "accept-offer"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Appointment:
    """A conversation has a day. `moved`: it takes the place of another one."""

    day: date
    moved: bool


@dataclass(frozen=True, slots=True)
class Cancelled:
    """An appointment does not go on. `follows`: another one will be made."""

    follows: bool


@dataclass(frozen=True, slots=True)
class StepTaken:
    """`old_right_until` is there when an offer was accepted."""

    step_id: str
    step: Step
    on: date
    decision_id: str | None = None
    undoes: str | None = None
    old_right_until: date | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """What a decision gives. `in_kind` without a `provider`: it is not known yet who gives the care."""

    function: str
    in_kind: bool
    provider: Provider | None


@dataclass(frozen=True, slots=True)
class Decision:
    """`waits`: the old right still runs, and ends early only when the client accepts this (Wmo 2015 8.3(1))."""

    decision_id: str
    municipality: str
    urgent: bool
    waits: bool
    starts_on: date
    ends_on: date | None
    provisions: tuple[Provision, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """A right ends in so many weeks."""

    weeks: int
    last_day: date


@dataclass(frozen=True, slots=True)
class Ended:
    """The last day of a right has come. `decided`: a decision goes on from there."""

    last_day: date
    decided: bool


RouteFact = Appointment | Cancelled | StepTaken | Decision | Ending | Ended


@dataclass(frozen=True, slots=True)
class Course:
    """`decision` is the last one that was sent, urgent help left out: it decides nothing about what comes after.
    `waits`: it is an offer that the client did not accept, and the old right is not over. `holds_from`: its first day
    when it does not wait. `cancelled`: there was an appointment and there is none now. `endings`: by last day of a
    right in how many weeks it ends; `ended`: last days that came without a decision."""

    appointment: Appointment | None = None
    cancelled: bool = False
    held_on: date | None = None
    decision: Decision | None = None
    waits: bool = False
    holds_from: date | None = None
    endings: Mapping[date, int] = field(default_factory=dict)
    ended: frozenset[date] = frozenset()


def course_of(facts: Sequence[RouteFact]) -> Course:
    """In the order in which migration told them."""
    appointments = [fact for fact in facts if isinstance(fact, Appointment | Cancelled)]
    last = appointments[-1] if appointments else None
    steps = _done(facts)
    held = [step.on for step in steps if step.step is Step.HOLD_CONVERSATION]
    ended = [fact for fact in facts if isinstance(fact, Ended)]
    decision = _decision(facts, steps)
    accepted = _accepted(decision, steps)
    went_on = any(each.decided for each in ended)
    return Course(
        appointment=last if isinstance(last, Appointment) else None,
        cancelled=isinstance(last, Cancelled) and last.follows,
        held_on=held[-1] if held else None,
        decision=decision,
        waits=decision is not None and decision.waits and accepted is None and not went_on,
        holds_from=_holds_from(decision, accepted),
        endings={fact.last_day: fact.weeks for fact in facts if isinstance(fact, Ending)},
        ended=frozenset(each.last_day for each in ended if not each.decided),
    )


def _accepted(decision: Decision | None, steps: Iterable[StepTaken]) -> date | None:
    """The last day of the old right by the acceptance of this decision."""
    for step in steps:
        if decision is not None and (step.step, step.decision_id) == (Step.ACCEPT_OFFER, decision.decision_id):
            return step.old_right_until
    return None


def _holds_from(decision: Decision | None, old_right_until: date | None) -> date | None:
    if decision is None or old_right_until is None:
        return decision.starts_on if decision else None
    return max(decision.starts_on, old_right_until + timedelta(days=1))


def _decision(facts: Iterable[RouteFact], steps: Iterable[StepTaken]) -> Decision | None:
    made = {fact.decision_id: fact for fact in facts if isinstance(fact, Decision) and not fact.urgent}
    sent: dict[str, None] = {}
    for step in steps:
        if step.step is Step.DISMISS and step.decision_id is not None:
            made.pop(step.decision_id, None)
            sent.pop(step.decision_id, None)
        elif step.decision_id in made and step.step is Step.SEND:
            sent[step.decision_id] = None
        elif step.decision_id is not None and step.step is Step.RETURNED:
            sent.pop(step.decision_id, None)
    return made[list(sent)[-1]] if sent else None


def _done(facts: Iterable[RouteFact]) -> Sequence[StepTaken]:
    steps = {fact.step_id: fact for fact in facts if isinstance(fact, StepTaken)}
    undone = {step.undoes for step in steps.values()}
    return [step for step in steps.values() if step.step is not Step.UNDO and step.step_id not in undone]
