"""A step of the clock or of an event: taken when it is possible, and left when a person was first."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import structlog

from services.migration.application.route.find_route import FindRoute, find_route
from services.migration.application.route.ports import Work
from services.migration.application.route.record_step import RecordStep, record_step
from services.migration.domain.route.identifiers import step_id
from services.migration.domain.route.route import Actor
from services.migration.domain.route.states import StepKind
from shared.access import system
from shared.messaging.failures import Refused

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class FollowStep:
    """`occasion`: what is followed (identifiers.step_id); None for the clock. `undoes`: the step that this one takes
    back."""

    client_id: str
    kind: StepKind
    on: date
    actor: Actor
    details: Mapping[str, Any] = field(default_factory=dict)
    occasion: str | None = None
    undoes: str | None = None


@system
def follow_step(work: Work, command: FollowStep) -> bool:
    """Whether the step was taken. What followed an event once, also before a rebuild, does not follow it again. Raises
    UnknownClient."""
    client = work.route_clients.client(command.client_id)
    route = find_route(work, FindRoute(command.client_id))
    followed = step_id(route, command.occasion) if command.occasion is not None else None
    if followed in {step.step_id for step in route.steps}:
        return False
    step = RecordStep(
        client,
        route,
        command.kind,
        command.on,
        command.actor,
        command.details,
        undoes=command.undoes,
        occasion=command.occasion,
    )
    try:
        record_step(work, step)
    except Refused:
        log.info("step not followed", step=command.kind.value, state=route.state.value)
        return False
    return True
