"""Who died needs no conversation and no decision any more."""

from collections.abc import Sequence

from services.migration.application.route.follow_step import FollowStep, follow_step
from services.migration.application.route.ports import Work
from services.migration.domain.route.route import BY_EVENT
from services.migration.domain.route.states import EndReason, StepKind
from shared.access import system


@system
def follow_deaths(work: Work, client_ids: Sequence[str]) -> None:
    """A route that was begun stops, also one whose decision is in force; one that was never begun is left as it is."""
    for client_id in sorted(work.routes.of(client_ids)):
        died_on = work.route_clients.client(client_id).died_on or work.today
        died = {"reason": EndReason.DIED.value}
        follow_step(work, FollowStep(client_id, StepKind.END, min(died_on, work.today), BY_EVENT, died))
