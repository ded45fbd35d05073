"""What happened in a transaction, taken over by lists and totals before it commits."""

from collections.abc import Sequence

from services.migration.application.control.ports import Keeping
from services.migration.domain.control.standings import Changed, Standing, determined_standing, with_plan
from services.migration.domain.planning.plans import ReassessmentPlanned
from services.migration.domain.rights.clients import RightDetermined
from shared.access import system

Happened = Sequence[RightDetermined | ReassessmentPlanned]


@system
def keep_lists(work: Keeping, happened: Happened) -> None:
    """Takes events in the order in which they happened. A new revision ends the plan and what intake held back; a plan
    that goes on follows as an event of its own. A plan of an unknown client or an older revision changes nothing."""
    if not happened:
        return
    before = work.standings.of({_client_of(event) for event in happened})
    after: dict[str, Standing] = dict(before)
    for event in happened:
        if isinstance(event, RightDetermined):
            after[_client_of(event)] = determined_standing(event.determination)
        elif (standing := after.get(event.plan.client_id)) is not None:
            after[event.plan.client_id] = with_plan(standing, event.plan)
    work.standings.save([Changed(before.get(client_id), standing) for client_id, standing in after.items()])


def _client_of(event: RightDetermined | ReassessmentPlanned) -> str:
    return event.determination.client.client_id if isinstance(event, RightDetermined) else event.plan.client_id
