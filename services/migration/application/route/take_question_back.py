"""The client is asked again: the question before, whose letter came or comes too late, is taken back.

What it asked for a day is asked no more, so its letter does not go out after all, and it stops no term (Awb 4:15).
"""

from dataclasses import dataclass

from services.migration.application.route.ports import Work
from services.migration.application.route.record_step import RecordStep, record_step
from services.migration.application.route.views import RouteClient
from services.migration.domain.route.asking import lost_question
from services.migration.domain.route.route import Actor, Route
from services.migration.domain.route.states import StepKind
from shared.access import system


@dataclass(frozen=True, slots=True)
class TakeQuestionBack:
    """`kind`: of the step by which the client is asked now."""

    client: RouteClient
    route: Route
    kind: StepKind
    actor: Actor


@system
def take_question_back(work: Work, command: TakeQuestionBack) -> Route:
    """The route without a question that is lost; as it was when none is."""
    client, route = command.client, command.route
    lost = lost_question(route, command.kind, work.today)
    if lost is None:
        return route
    return record_step(work, RecordStep(client, route, StepKind.UNDO, work.today, command.actor, undoes=lost.step_id))
