"""A client's route: the steps that were taken, and the state that follows from them. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from services.migration.domain.route.decisions import CHANGES_NOTHING
from services.migration.domain.route.details import OBJECTION_UNTIL
from services.migration.domain.route.rules import RULES, WAITS_IN
from services.migration.domain.route.states import ANSWERED_BY, CLOSED, LETTER_IS_NOTED, EndReason, RouteState, StepKind


class By(StrEnum):
    """Who took a step."""

    USER = "user"
    CLOCK = "clock"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Actor:
    """`id` and `name` of the user; empty for the clock and for an event."""

    by: By
    id: str = ""
    name: str = ""


ON_APPLICATION = (StepKind.DECIDE, StepKind.NOT_TREAT, StepKind.PROLONG)
"""Steps that are the decision in a route, against which somebody can object."""
DECIDING = (*ON_APPLICATION, StepKind.GRANT_URGENT_HELP, StepKind.DECIDE_OBJECTION)
"""Steps that are a decision, which stands under `decisionId` in their details."""
SETTLED = (RouteState.DECIDED, RouteState.SENT, RouteState.IN_FORCE)
CLOCK, BY_EVENT = Actor(By.CLOCK), Actor(By.EVENT)


def by_user(user_id: str, name: str) -> Actor:
    return Actor(By.USER, user_id, name)


@dataclass(frozen=True, slots=True)
class Step:
    """`on`: the day on which it happened; `recorded_on`: when we heard of it. `details`: what belongs to the step, in
    the words of the wire. `undoes`: the step that this one takes back. `letter_left_on`: the day on which the letter
    left that asks what the step asks (LETTER_IS_NOTED); None as long as it did not, or when it came back.
    `municipality`: where the client lived when it was recorded. `written_again_on`: of a step by which a letter came
    back, the day on which that was written again."""

    step_id: str
    kind: StepKind
    on: date
    recorded_on: date
    by: Actor
    details: Mapping[str, Any] = field(default_factory=dict)
    undoes: str | None = None
    letter_left_on: date | None = None
    municipality: str = ""
    written_again_on: date | None = None

    @property
    def answer_by(self) -> date:
        """The last day to answer what this step asks."""
        return date.fromisoformat(self.details["answerBy"])

    def is_taken_back_in(self, municipality: str) -> bool:
        """What another municipality decided, or was said of its offer, is not taken back where the client lives now."""
        offered = self.kind in (StepKind.ACCEPT_OFFER, StepKind.REFUSE_OFFER)
        return not (offered or self.kind in DECIDING) or self.municipality in ("", municipality)

    @property
    def hearing_day(self) -> date:
        """Of an invitation to a hearing."""
        return date.fromisoformat(self.details["day"])

    @property
    def old_right_until(self) -> date:
        """The last day of the old right, of a step by which the client accepts an offer."""
        return date.fromisoformat(self.details["oldRightUntil"])


@dataclass(frozen=True, slots=True)
class Route:
    """The steps of one route in the order in which they were recorded. `number`: 1 is the reassessment; a later report
    by the client has a next one."""

    client_id: str
    number: int
    steps: tuple[Step, ...] = ()

    @property
    def standing(self) -> tuple[Step, ...]:
        """The steps that were not taken back, on the days that somebody corrected."""
        undone = self._undone
        taken = (step for step in self.steps if step.undoes is None and step.kind is not StepKind.CORRECT_DAY)
        return tuple(self._corrected(step) for step in taken if step.step_id not in undone)

    @property
    def _undone(self) -> set[str]:
        return {step.undoes for step in self.steps if step.undoes is not None}

    @property
    def told_last(self) -> Step | None:
        """Of the steps that were not taken back, with those that correct a day: after it the terms run. None before the
        first one."""
        undone = self._undone
        told = (step for step in reversed(self.steps) if step.undoes is None)
        return next((one for one in told if not {one.step_id, one.details.get("corrects")} & undone), None)

    @property
    def taken_back(self) -> Sequence[tuple[Step, Step]]:
        """The steps that were taken back, each with the one that did it, the last one first."""
        by_id = {step.step_id: step for step in self.steps}
        return [(by_id[step.undoes], step) for step in reversed(self.steps) if step.undoes is not None]

    @property
    def corrections(self) -> tuple[Step, ...]:
        """What was corrected of days, the first one first."""
        return tuple(step for step in self.steps if step.kind is StepKind.CORRECT_DAY)

    def _corrected(self, step: Step) -> Step:
        """With the day, and for an objection the judgement, of the last correction that is about it."""
        for correction in self.corrections:
            said = correction.details
            if said["corrects"] == step.step_id:
                received = {"receivedOn": said["becomes"]} if "receivedOn" in step.details else {}
                on = date.fromisoformat(said["becomes"])
                step = replace(step, on=on, details={**step.details, **received})
            if said["objection"] == step.step_id:
                step = replace(step, details={**step.details, "inTime": said["inTime"]})
        return step

    @property
    def state(self) -> RouteState:
        return self.states[-1]

    @property
    def states(self) -> Sequence[RouteState]:
        """The state at the start and after each standing step."""
        found, standing = [RouteState.PLANNED], self.standing
        for place, step in enumerate(standing):
            found.append(_after(step, found, standing[:place]))
        return found

    @property
    def state_without_hold(self) -> RouteState:
        """As it is when nothing is waited for, or will be when the hold is over."""
        return _before_hold(self.states)

    @property
    def is_closed(self) -> bool:
        return self.state in CLOSED

    def of_kind(self, *kinds: StepKind) -> Iterator[Step]:
        return (step for step in self.standing if step.kind in kinds)

    def last(self, *kinds: StepKind) -> Step | None:
        return next((step for step in reversed(self.standing) if step.kind in kinds), None)

    def has(self, *kinds: StepKind) -> bool:
        return self.last(*kinds) is not None

    def in_application(self, kind: StepKind) -> Step | None:
        """The last step of a kind since the client applied."""
        last = self.last(StepKind.APPLY, kind)
        return last if last is not None and last.kind is kind else None

    def still_asks(self, step_id: str | None) -> Step | None:
        """The standing step with this id, when it asks the client something by letter and no answer came since."""
        standing = self.standing
        place = next((place for place, step in enumerate(standing) if step.step_id == step_id), None)
        if place is None or standing[place].kind not in ANSWERED_BY:
            return None
        answer = ANSWERED_BY[standing[place].kind]
        return None if any(step.kind is answer for step in standing[place:]) else standing[place]

    def asking(self, step_id: str | None) -> Step | None:
        """The standing step with this id, when it asks the client something by letter, answered or not."""
        return next((step for step in self.of_kind(*LETTER_IS_NOTED) if step.step_id == step_id), None)

    def with_step(self, step: Step) -> "Route":
        return Route(self.client_id, self.number, (*self.steps, step))

    @property
    def decision_id(self) -> str | None:
        """Of the decision that stands; None before there is one, and when it was taken back. Urgent help beside an
        application that is not treated leaves that decision as it is."""
        decided = self._decided
        return decided.details["decisionId"] if decided is not None else None

    @property
    def offer_id(self) -> str | None:
        """Of the decision to which the client says yes or no: after an objection that changed nothing that is the
        first one."""
        decided = self._decided
        if decided is not None and decided.details.get("outcome") in CHANGES_NOTHING:
            decided = self.last(*ON_APPLICATION)
        return decided.details["decisionId"] if decided is not None else None

    @property
    def decided_in(self) -> str | None:
        """The municipality that took the decision that stands, also while an objection to it is looked at."""
        return self._decided.municipality if self._decided is not None else None

    @property
    def _decided(self) -> Step | None:
        kinds = DECIDING if self.untreated is None else (*ON_APPLICATION, StepKind.DECIDE_OBJECTION)
        return self.last(*kinds)

    @property
    def settled_in(self) -> str | None:
        """The municipality that decided, or that stopped; None before that, while an objection is looked at, and for
        who got care of the Wlz, which comes along wherever they live."""
        kinds = {**dict.fromkeys(SETTLED, DECIDING), RouteState.ENDED: (StepKind.END,)}.get(self.state)
        settled = self.last(*kinds) if kinds is not None else None
        if settled is None or settled.details.get("reason") == EndReason.WLZ:
            return None
        return settled.municipality

    def is_settled_elsewhere(self, municipality: str) -> bool:
        """By another municipality than this one, where the client lives: it binds nobody here (2.3.5(1))."""
        return self.settled_in not in (None, municipality)

    def begins_anew_in(self, municipality: str) -> bool:
        """Whether a report there is possible before the decision is final: another municipality took it, so it binds
        nobody there, and an objection to it is made where it was taken (Wmo 2015 2.3.5(1), Awb 6:4(1))."""
        return self.state in (RouteState.DECIDED, RouteState.SENT) and self.is_settled_elsewhere(municipality)

    @property
    def came_back(self) -> str | None:
        """The decision that stands, when the post brought its letter back since it was sent last (Awb 3:40)."""
        last = self.last(StepKind.SEND, StepKind.SEND_OBJECTION_DECISION, StepKind.RETURNED, *DECIDING)
        waits = self.state in (RouteState.DECIDED, RouteState.OBJECTION_DECIDED)
        return self.decision_id if waits and last is not None and last.kind is StepKind.RETURNED else None

    @property
    def written_again_on(self) -> date | None:
        """The day on which the letter of the decision that came back was written again; None as long as it was not."""
        back = self.last(StepKind.RETURNED) if self.came_back is not None else None
        return back.written_again_on if back is not None else None

    def times_back(self, decision_id: str) -> int:
        """How often its letter came back, also by mistake: no letter that was written again then is written twice."""
        back = (step for step in self.steps if step.kind is StepKind.RETURNED)
        return sum(step.details["decisionId"] == decision_id for step in back)

    def replaced_by(self, decision_id: str) -> str | None:
        """The decision of this route whose place it took; None for the first one."""
        made = [step.details["decisionId"] for step in self.standing if step.kind in DECIDING]
        place = made.index(decision_id)
        return made[place - 1] if place else None

    @property
    def urgent_help_id(self) -> str | None:
        """Of the last decision that gave urgent help in this route."""
        granted = self.last(StepKind.GRANT_URGENT_HELP)
        return granted.details["decisionId"] if granted is not None else None

    @property
    def undoable(self) -> Step | None:
        """The last step, when a user may take it back. That a letter came back, only when a user recorded it here: what
        the post brought stands with the letter."""
        last = self.standing[-1] if self.standing else None
        if last is None or (last.kind is StepKind.RETURNED and last.by.by is not By.USER):
            return None
        return last if RULES[last.kind].undo and last.letter_left_on is None else None

    def undoable_on(self, today: date) -> Sequence[Step]:
        """What a user may take back on this day: the last step, and a yes to an offer as long as the old right runs and
        no decision on an objection says that it ends by it."""
        found = [self.undoable] if self.undoable is not None else []
        accepted = self.accepted
        runs = accepted is not None and accepted.old_right_until >= today and self.state is not RouteState.ENDED
        if accepted is not None and runs and self.rests_on_yes is None:
            found.append(accepted)
        return found

    @property
    def rests_on_yes(self) -> Step | None:
        """The decision on an objection that was taken after the client said yes to the offer: its letter says on which
        day the old right ended by that, so it holds only with it."""
        accepted = self.accepted
        since = self.standing[self.standing.index(accepted) :] if accepted is not None else ()
        return next((one for one in reversed(since) if one.kind is StepKind.DECIDE_OBJECTION), None)

    @property
    def accepted(self) -> Step | None:
        """By which the client said yes to an offer. None without one, and when the letter of that offer came back
        since: it has no effect before it is made known (Awb 3:40), so the old right runs on, and the client says yes or
        no to the letter that is sent again (Wmo 2015 8.3(1))."""
        said = self.last(StepKind.ACCEPT_OFFER)
        return None if said is None or self.fell_with_its_letter(said) else said

    def fell_with_its_letter(self, said: Step) -> bool:
        """Whether the letter of the offer that was accepted by this step came back since."""
        since = self.standing[self.standing.index(said) + 1 :]
        back = (one for one in since if one.kind is StepKind.RETURNED)
        return any(one.details["decisionId"] == said.details["decisionId"] for one in back)

    @property
    def old_right_until(self) -> date | None:
        """The last day of the old right by the offer that the client accepted; None without one."""
        accepted = self.accepted
        return accepted.old_right_until if accepted is not None else None

    @property
    def untreated(self) -> Step | None:
        """As in the function of this name."""
        return untreated(self.standing)

    @property
    def untreated_since(self) -> date | None:
        """The day on which was made known that the application is not treated; None when it is treated, or nobody was
        told yet."""
        left = self.untreated
        if left is None or self.state is RouteState.DECIDED:
            return None
        sent = self.last(StepKind.SEND)
        return sent.on if sent is not None else None

    def untreated_by(self, decision_id: str | None) -> Step | None:
        """The step that left the application untreated by this decision, as long as nobody was told."""
        left = self.untreated if self.state is RouteState.DECIDED else None
        return left if left is not None and left.details["decisionId"] == decision_id else None

    @property
    def is_too_late_to_leave_untreated(self) -> bool:
        """Whether the letter about that did not leave in time, for the application that still has to be completed: then
        it is treated (Awb 4:5(4))."""
        asked = self.last(StepKind.APPLY, StepKind.ASK_COMPLETION)
        if self.state is not RouteState.INCOMPLETE or asked is None:
            return False
        ids = [step.step_id for step in self.steps]
        return any(
            step.kind is StepKind.NOT_TREAT
            and undoing.by.by is By.EVENT
            and ids.index(step.step_id) > ids.index(asked.step_id)
            for step, undoing in self.taken_back
        )

    @property
    def waiting_objection(self) -> Step | None:
        """As in the function of this name."""
        return waiting_objection(self.standing)


def ended_by_offers(routes: Iterable[Route]) -> date | None:
    """8.3(1): the last day of the old right by an offer that the client accepted in one of these; None without one."""
    return min((one.old_right_until for one in routes if one.old_right_until is not None), default=None)


def untreated(steps: Sequence[Step]) -> Step | None:
    """Awb 4:5: the step by which the application was left untreated, as long as nothing took its place: a next
    application, a prolongation, or a decision on an objection that changes something."""
    return next((step if step.kind is StepKind.NOT_TREAT else None for step in reversed(steps) if _settles(step)), None)


def _settles(step: Step) -> bool:
    if step.kind is StepKind.DECIDE_OBJECTION:
        return step.details["outcome"] not in CHANGES_NOTHING
    return step.kind in (*ON_APPLICATION, StepKind.APPLY)


def waiting_objection(steps: Sequence[Step]) -> Step | None:
    """An objection that waits for the next sending: it came when the decision was made and not made known (Awb 6:10),
    or against an application that was left untreated when the next one was there already (6:19)."""
    about_it = (StepKind.OBJECT, StepKind.WITHDRAW_OBJECTION, StepKind.SEND)
    last = next((step for step in reversed(steps) if step.kind in about_it), None)
    if last is None or last.kind is not StepKind.OBJECT:
        return None
    sent = (StepKind.SEND, StepKind.SEND_OBJECTION_DECISION)
    known = (*ON_APPLICATION, StepKind.APPLY, StepKind.RETURNED, *sent)
    before = next((step for step in reversed(steps[: steps.index(last)]) if step.kind in known), None)
    return last if before is not None and before.kind not in sent else None


def is_on_objection(step: Step, earlier: Iterable[Step]) -> bool:
    """Whether what was sent or came back by this step is a decision on an objection."""
    answers = (one.details["decisionId"] for one in earlier if one.kind is StepKind.DECIDE_OBJECTION)
    return step.details.get("decisionId") in set(answers)


def _after(step: Step, before: Sequence[RouteState], earlier: Sequence[Step]) -> RouteState:
    if step.kind is StepKind.RESUME:
        return _before_hold(before)
    if step.kind in (StepKind.OBJECT, StepKind.WITHDRAW_OBJECTION) and before[-1] in WAITS_IN:
        return before[-1]
    if step.kind is StepKind.SEND and waiting_objection(earlier) is not None:
        return RouteState.OBJECTION
    if step.kind is StepKind.RETURNED and is_on_objection(step, earlier):
        return RouteState.OBJECTION_DECIDED
    led_to = RULES[step.kind].to
    if step.kind is StepKind.WITHDRAW_OBJECTION and OBJECTION_UNTIL in step.details:
        led_to = RouteState.SENT
    if led_to in (RouteState.SENT, RouteState.IN_FORCE) and untreated((*earlier, step)) is not None:
        return RouteState.NOT_TREATED
    return before[-1] if led_to is None else led_to


def _before_hold(states: Sequence[RouteState]) -> RouteState:
    return next(state for state in reversed(states) if state is not RouteState.ON_HOLD)
