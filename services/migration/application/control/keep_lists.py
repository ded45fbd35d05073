"""What happened in a transaction, taken over by lists and totals before it commits."""

from collections.abc import Mapping, Sequence

from services.migration.application.control.keep_next_steps import keep_next_steps
from services.migration.application.control.note_kept_promises import NoteKeptPromises, note_kept_promises
from services.migration.application.control.ports import Keeping
from services.migration.application.control.read_later_routes import read_later_routes
from services.migration.domain.control.standings import (
    Changed,
    Standing,
    determined_standing,
    with_plan,
    with_route,
)
from services.migration.domain.planning.appointments import AppointmentCancelled, AppointmentMade
from services.migration.domain.planning.plans import ReassessmentPlanned
from services.migration.domain.rights.clients import RightDetermined
from services.migration.domain.route.happened import StepTaken
from services.migration.domain.route.states import OBJECTED, RouteState, RouteStates
from shared.access import system

Happening = RightDetermined | ReassessmentPlanned | AppointmentMade | AppointmentCancelled | StepTaken

NO_ROUTE = RouteStates(RouteState.PLANNED)


@system
def keep_lists(work: Keeping, happened: Sequence[Happening]) -> None:
    """Takes events in the order in which they happened. A new revision ends the plan and what intake held back; a plan
    that goes on follows as an event of its own. The route goes on, and an appointment gives the next step its day. A
    plan, an appointment or a step of an unknown client, and a plan of an older revision, change nothing."""
    if not happened:
        return
    ids = {_client_of(event) for event in happened}
    before = work.standings.of(ids)
    after: dict[str, Standing] = dict(before)
    for event in happened:
        client_id = _client_of(event)
        if isinstance(event, RightDetermined):
            after[client_id] = determined_standing(event.determination)
        elif isinstance(event, ReassessmentPlanned) and client_id in after:
            after[client_id] = with_plan(after[client_id], event.plan)
    states = _states(work, ids)
    later = read_later_routes(work, {each for each, on in states.items() if on.is_open_again})
    for client_id, standing in after.items():
        on_route = states.get(client_id, NO_ROUTE).reassessment
        after[client_id] = with_route(standing, on_route, later.get(client_id))
    settled = keep_next_steps(work, after)
    taken = [event for event in happened if isinstance(event, StepTaken)]
    note_kept_promises(work, NoteKeptPromises(before, taken))
    work.standings.save([Changed(before.get(client_id), standing) for client_id, standing in settled.items()])


def _states(work: Keeping, client_ids: set[str]) -> Mapping[str, RouteStates]:
    """An objection against an application that was not treated leaves the care undecided, as the application does."""
    states = dict(work.routes.states(client_ids))
    objecting = {each for each, on in states.items() if on.later is None and on.reassessment in OBJECTED}
    for client_id, route in work.routes.of(objecting).items():
        if route.untreated is not None:
            states[client_id] = RouteStates(RouteState.NOT_TREATED)
    return states


def _client_of(event: Happening) -> str:
    if isinstance(event, StepTaken):
        return event.route.client_id
    if isinstance(event, ReassessmentPlanned):
        return event.plan.client_id
    if isinstance(event, AppointmentMade | AppointmentCancelled):
        return event.attendee.client_id
    return event.determination.client.client_id
