"""A step of which the day was recorded wrong: whether it can be corrected, and what that does to the terms. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from services.migration.domain.deadlines.objections import Judgement
from services.migration.domain.deadlines.open_deadlines import Deadline
from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.route.days_of_steps import why_before_the_law, why_to_come
from services.migration.domain.route.facts import Facts
from services.migration.domain.route.guards import why_not
from services.migration.domain.route.route import Route, Step
from services.migration.domain.route.states import StepKind
from shared.dutch import date_in_words

OUT_OF_ORDER = (StepKind.OBJECT, StepKind.TAKE_EFFECT)
"""Steps that may lie before the step that they came after: an objection can come before the decision was sent (Awb
6:10), and that a decision stands follows from the day of sending."""


class Outcome(StrEnum):
    """What a corrected day does to a deadline."""

    MOVES = "moves"
    STAYS_CLOSED = "stays-closed"  # it would end on another day, and was closed before
    BEGINS = "begins"  # a penalty decision that is due now
    FALLS_AWAY = "falls-away"


@dataclass(frozen=True, slots=True)
class Effect:
    """On one deadline. `was` and `becomes`: its last day; None when there was none, or is none any more."""

    kind: TermKind
    number: int
    outcome: Outcome
    was: date | None
    becomes: date | None

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value,
            "number": self.number,
            "outcome": self.outcome.value,
            "was": self.was.isoformat() if self.was is not None else None,
            "becomes": self.becomes.isoformat() if self.becomes is not None else None,
        }


def effect_from(data: Mapping[str, Any]) -> Effect:
    was, becomes = data["was"], data["becomes"]
    return Effect(
        TermKind(data["kind"]),
        data["number"],
        Outcome(data["outcome"]),
        date.fromisoformat(was) if was is not None else None,
        date.fromisoformat(becomes) if becomes is not None else None,
    )


@dataclass(frozen=True, slots=True)
class JudgedAgain:
    """An objection that is held against the corrected term."""

    objection: Step
    judgement: Judgement


def effects_of(known: Iterable[Deadline], counted: Sequence[Deadline], kept: Sequence[Deadline]) -> tuple[Effect, ...]:
    """`counted`: from the corrected day; `kept`: what is kept of that."""
    before = {(one.kind, one.number): one for one in known}
    changed = (_effect(before.get((one.kind, one.number)), one, then) for one, then in zip(counted, kept, strict=True))
    there = {(one.kind, one.number) for one in counted}
    gone = (
        Effect(one.kind, one.number, Outcome.FALLS_AWAY, one.last_day, None)
        for key, one in before.items()
        if key not in there
    )
    return tuple(each for each in (*changed, *gone) if each is not None)


def _effect(before: Deadline | None, counted: Deadline, kept: Deadline) -> Effect | None:
    if before is None:
        return Effect(kept.kind, kept.number, Outcome.BEGINS, None, kept.last_day)
    if counted.last_day == before.last_day:
        return None
    outcome = Outcome.MOVES if kept.last_day != before.last_day else Outcome.STAYS_CLOSED
    return Effect(kept.kind, kept.number, outcome, before.last_day, kept.last_day)


def why_closed(route: Route, deadline: Deadline, step: Step) -> str | None:
    """A closed deadline stays; but a term for objecting can be corrected until the objection was decided on."""
    if step.kind is StepKind.SEND and route.has(StepKind.DECIDE_OBJECTION):
        return "Op het bezwaar is al beslist. De dag van versturen verandert daar niets meer aan."
    if deadline.still_counts or deadline.closed_on is None:
        return None
    return f"Deze termijn is afgesloten op {date_in_words(deadline.closed_on)}. Hij blijft zoals hij was."


def why_not_corrected(route: Route, step: Step, on: date, facts: Facts, not_before: date | None) -> str | None:
    """`not_before`: the last day of the route before this one. `facts`: as when the step was taken."""
    if on == step.on:
        return "Dit is de dag die er al staat. Kies een andere dag."
    standing = route.standing
    place = standing.index(step)
    if place:
        before = Route(route.client_id, route.number, standing[:place])
        reason = why_not(before, replace(step, on=on), facts)
    else:
        reason = why_to_come(on, facts.today) or why_before_the_law(on, facts.law) or _why_too_early(on, not_before)
    following = next((one.on for one in standing[place + 1 :] if one.kind not in OUT_OF_ORDER), None)
    if reason is None and following is not None and on > following:
        return f"De volgende stap was op {date_in_words(following)}. Kies die dag of een eerdere."
    return reason


def _why_too_early(on: date, not_before: date | None) -> str | None:
    if not_before is None or on >= not_before:
        return None
    return f"De vorige stap was op {date_in_words(not_before)}. Kies die dag of een latere."


def objection_to(route: Route, step: Step) -> Step | None:
    """The objection against what was sent by this step, while it has not been withdrawn."""
    last = route.last(StepKind.OBJECT, StepKind.WITHDRAW_OBJECTION)
    if step.kind is not StepKind.SEND or last is None or last.kind is not StepKind.OBJECT:
        return None
    return last if step == route.last(StepKind.SEND) else None


def stood_too_early(route: Route, step: Step, terms: Iterable[Deadline]) -> Step | None:
    """The step by which the decision stood, when its term for objecting runs still on that day by the corrected day."""
    effect = route.last(StepKind.TAKE_EFFECT)
    if step.kind is not StepKind.SEND or effect is None:
        return None
    term = max((one for one in terms if one.kind is TermKind.OBJECTION), key=lambda one: one.number, default=None)
    return effect if term is not None and term.last_day >= effect.on else None


def correction_details(
    step: Step, on: date, why: str, effects: Iterable[Effect], judged: JudgedAgain | None
) -> Mapping[str, Any]:
    """Of the step that corrects."""
    return {
        "corrects": step.step_id,
        "was": step.on.isoformat(),
        "becomes": on.isoformat(),
        "why": why,
        "effects": [each.as_json() for each in effects],
        "objection": judged.objection.step_id if judged is not None else None,
        "inTime": judged.judgement.in_time if judged is not None else None,
    }


def effects_kept(correction: Step) -> Iterator[Effect]:
    return (effect_from(each) for each in correction.details["effects"])
