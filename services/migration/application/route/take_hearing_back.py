"""An objection was decided on before its hearing: then nobody is invited to it any more."""

from dataclasses import dataclass

from services.migration.application.route.ports import Work
from services.migration.application.route.record_step import RecordStep, record_step
from services.migration.application.route.views import RouteClient, known_terms
from services.migration.domain.route.objection_guards import planned_hearing
from services.migration.domain.route.route import Route
from services.migration.domain.route.states import StepKind
from shared.access import system


@dataclass(frozen=True, slots=True)
class TakeHearingBack:
    """`route`: with the decision as its last step."""

    client: RouteClient
    route: Route


@system
def take_hearing_back(work: Work, command: TakeHearingBack) -> None:
    """One whose day is over stays: the client could come (7:2)."""
    route, invited = command.route, planned_hearing(command.route)
    decided = route.steps[-1]
    if decided.kind is not StepKind.DECIDE_OBJECTION or invited is None or invited.hearing_day < decided.on:
        return
    # An invitation begins no term.
    terms = known_terms(work.deadlines.of([route.client_id]), route)
    undo = RecordStep(command.client, route, StepKind.UNDO, work.today, decided.by, undoes=invited.step_id, terms=terms)
    record_step(work, undo)
