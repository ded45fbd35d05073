"""What the route of a reassessment tells of a client: decisions, whether they were sent and accepted, and rights that
ended.

A decision has no effect before it was sent (Awb 3:40, 3:41), and none any more when it came back. An old right ends
early only when the client accepts an offer (Wmo 2015 8.3(1)); whatever was done and then undone does not count, nor
does a yes to an offer of which the letter came back.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.billing.domain.client.care import DeliveryForm


class DecisionKind(StrEnum):
    """In migration's words."""

    IN_KIND = "in-kind"
    PGB = "pgb"
    BOTH = "both"
    OWN_STRENGTH = "own-strength"
    REFUSAL = "refusal"
    END = "end"
    NOT_TREATED = "not-treated"
    PROLONGATION = "prolongation"
    URGENT_HELP = "urgent-help"
    ON_OBJECTION = "on-objection"


class Step(StrEnum):
    """What the steps of the route do that change money; billing leaves the others alone. `dismiss`: the decision on an
    objection leaves everything as it was."""

    SEND = "send"
    DISMISS = "dismiss"
    RETURNED = "returned"
    ACCEPT_OFFER = "accept-offer"
    DIE = "die"
    UNDO = "undo"


class Ending(StrEnum):
    """Why a right ended. The first two follow from the determination itself, so a later one knows better; the others
    are acts of the client, which no delivery takes back."""

    DATE = "date"
    DIED = "died"
    OFFER_ACCEPTED = "offer-accepted"
    GIVEN_UP = "given-up"

    @property
    def is_an_act(self) -> bool:
        return self in (Ending.OFFER_ACCEPTED, Ending.GIVEN_UP)


@dataclass(frozen=True, slots=True)
class Provision:
    """What a decision gives for one kind of care. `word` is the code of the care in events; `yearly_cents` is of a pgb,
    None when the decision names no amount: a prolongation goes on with the one before."""

    word: str
    form: DeliveryForm
    yearly_cents: int | None


@dataclass(frozen=True, slots=True)
class DecisionMade:
    """`ends_on` None: no end was set. `route` counts the client's routes; `replaces` is the decision whose place this
    one takes. `waits_for_acceptance`: the old right still ran."""

    decision_id: str
    route: int
    municipality: str
    kind: DecisionKind
    made_on: date
    starts_on: date
    ends_on: date | None
    provisions: tuple[Provision, ...]
    replaces: str | None
    waits_for_acceptance: bool

    @property
    def day(self) -> date:
        return self.made_on


@dataclass(frozen=True, slots=True)
class StepTaken:
    """`old_right_until` is there when an offer was accepted, `died_on` when a death was recorded, and `undoes` when
    another step was taken back."""

    step_id: str
    step: Step
    recorded_on: date
    decision_id: str | None = None
    old_right_until: date | None = None
    undoes: str | None = None
    died_on: date | None = None

    @property
    def day(self) -> date:
        return self.recorded_on


@dataclass(frozen=True, slots=True)
class RightEnded:
    last_day: date
    why: Ending
    function_ids: tuple[str, ...]

    @property
    def day(self) -> date:
        return self.last_day


RouteFact = DecisionMade | StepTaken | RightEnded


@dataclass(frozen=True, slots=True)
class Told:
    """A fact with its place: migration told it after this revision of the client's rights, as the so many-th of all
    that it told of the route. Both follow from one topic, so they are the same in every order of topics."""

    client_id: str
    number: int
    after_revision: int
    fact: RouteFact

    @property
    def changes_something(self) -> bool:
        """A decision by itself has no effect yet (Awb 3:40)."""
        return not isinstance(self.fact, DecisionMade)


@dataclass(frozen=True, slots=True)
class StandingDecision:
    """A decision that was sent and did not come back. `old_right_until`: the day through which the old right ran when
    the client accepted it; None while the client has not."""

    decision: DecisionMade
    old_right_until: date | None

    @property
    def accepted(self) -> bool:
        return self.old_right_until is not None


@dataclass(frozen=True, slots=True)
class EarlyEnd:
    """The last day of an old right, and why it is that day. `function_ids` None: all that the college owes."""

    last_day: date
    why: Ending
    function_ids: frozenset[str] | None = None

    def is_of(self, function_id: str) -> bool:
        return self.function_ids is None or function_id in self.function_ids


def standing_decisions(told: Iterable[Told]) -> tuple[StandingDecision, ...]:
    """In the order in which they were sent. That an application is not treated decides nothing about care or money. A
    yes to an offer comes back with its letter."""
    facts = [each.fact for each in told]
    made = {
        fact.decision_id: fact
        for fact in facts
        if isinstance(fact, DecisionMade) and fact.kind is not DecisionKind.NOT_TREATED
    }
    sent: dict[str, None] = {}
    accepted: dict[str, date] = {}
    for step in _done(facts):
        if step.decision_id is None or step.decision_id not in made:
            continue
        if step.step is Step.DISMISS:
            del made[step.decision_id]
            sent.pop(step.decision_id, None)
        elif step.step is Step.SEND:
            sent.setdefault(step.decision_id)
        elif step.step is Step.RETURNED:
            sent.pop(step.decision_id, None)
            accepted.pop(step.decision_id, None)
        elif step.old_right_until is not None:
            accepted[step.decision_id] = step.old_right_until
    return tuple(StandingDecision(made[each], accepted.get(each)) for each in sent)


def early_ends(told: Sequence[Told], revision: int) -> tuple[EarlyEnd, ...]:
    """What ends old rights before the determination of a revision does."""
    by_acceptance = (
        EarlyEnd(each.old_right_until, Ending.OFFER_ACCEPTED)
        for each in standing_decisions(told)
        if each.old_right_until is not None
    )
    fell = _fell_with_its_letter(told)
    by_event = (
        EarlyEnd(fact.last_day, fact.why, frozenset(fact.function_ids))
        for each in told
        if isinstance(fact := each.fact, RightEnded)
        and (fact.why.is_an_act or each.after_revision == revision)
        and not (fact.why is Ending.OFFER_ACCEPTED and fact.last_day in fell)
    )
    return (*by_acceptance, *by_event)


def _fell_with_its_letter(told: Sequence[Told]) -> Set[date]:
    """Last days of old rights by a yes that counts no more, because the letter of its offer came back."""
    said: dict[date, str | None] = {}
    fell: set[date] = set()
    for step in _done(each.fact for each in told):
        if step.old_right_until is not None:
            said[step.old_right_until] = step.decision_id
        elif step.step is Step.RETURNED:
            fell |= {day for day, decision_id in said.items() if decision_id == step.decision_id}
        fell -= {step.old_right_until}
    return fell


def day_of_death(told: Iterable[Told]) -> date | None:
    """By what somebody recorded in the route; None when nobody did, or it was a mistake."""
    return min((step.died_on for step in _done(each.fact for each in told) if step.died_on is not None), default=None)


def _done(facts: Iterable[RouteFact]) -> Iterable[StepTaken]:
    steps: Mapping[str, StepTaken] = {fact.step_id: fact for fact in facts if isinstance(fact, StepTaken)}
    undone = {step.undoes for step in steps.values()}
    return (step for step in steps.values() if step.step is not Step.UNDO and step.step_id not in undone)
