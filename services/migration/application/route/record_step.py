"""Checks a step, keeps it, and tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from services.migration.application.route.ports import Work
from services.migration.application.route.views import RouteClient
from services.migration.domain.route.decisions import Decision
from services.migration.domain.route.guards import Facts, why_not
from services.migration.domain.route.happened import StepTaken
from services.migration.domain.route.identifiers import step_id
from services.migration.domain.route.route import Actor, Route, Step
from services.migration.domain.route.running import objection_term, running_terms
from services.migration.domain.route.states import StepKind
from shared.access import system
from shared.messaging.failures import Refused

SOMEBODY_DIED = "Deze cliënt is overleden. Alleen stoppen kan nog."


@dataclass(frozen=True, slots=True)
class RecordStep:
    """`on`: the day on which it happened. `details`: in the words of the wire. `decision`: which the step takes.
    `undoes`: the step that this one takes back. `event_id`: of the event that is followed."""

    client: RouteClient
    route: Route
    kind: StepKind
    on: date
    actor: Actor
    details: Mapping[str, Any] = field(default_factory=dict)
    decision: Decision | None = None
    undoes: str | None = None
    event_id: str | None = None


@system
def record_step(work: Work, command: RecordStep) -> Route:
    """The route with its new step. Raises Refused with the reason why it is not possible now."""
    client, before = command.client, command.route
    step = Step(
        step_id(before, command.event_id),
        command.kind,
        command.on,
        work.today,
        command.actor,
        command.details,
        command.undoes,
    )
    if command.undoes is None:
        _check(work, command, step)
    route = before.with_step(step)
    if step.kind is StepKind.REPORT_NEED:
        route = Route(before.client_id, before.number + 1, (step,))
    objection = objection_term(route, work.law, work.calendar)
    work.routes.add(route, step, objection.counted.last_day if objection is not None else None)
    running = running_terms(route, work.law, work.calendar)
    work.record(StepTaken(client.municipality, client.revision, route, step, running))
    return route


def _check(work: Work, command: RecordStep, step: Step) -> None:
    if command.client.died_on is not None and step.kind is not StepKind.END:
        raise Refused(SOMEBODY_DIED)
    if reason := why_not(command.route, step, _facts(work, command)):
        raise Refused(reason)


def _facts(work: Work, command: RecordStep) -> Facts:
    client, route = command.client, command.route
    reported = route.last(StepKind.REPORT_NEED)
    planned = client.plan.investigation_start if client.plan is not None else None
    standing = work.decisions.get(route.decision_id) if route.decision_id is not None else None
    objection = objection_term(route, work.law, work.calendar)
    return Facts(
        today=work.today,
        law=work.law,
        investigation_start=reported.on if reported is not None else planned,
        decision=command.decision or standing,
        objection_until=objection.counted.last_day if objection is not None else None,
    )
