"""A batch of transferred clients: their rights are determined, and their plans go on or are given up."""

from collections.abc import Sequence

from services.migration.application.planning.ports import Work
from services.migration.application.rights.determine_rights import determine_rights
from services.migration.domain.planning.plans import Plan, ReassessmentPlanned, carried_on
from services.migration.domain.rights.clients import NewRevision, TransferredClient
from shared.access import system


@system
def receive_clients(work: Work, clients: Sequence[TransferredClient]) -> None:
    """Every client at most once in `clients`. Raises Unworkable for a client that cannot be assessed."""
    work.deliveries.add_clients((client.delivery_id, client.client_id) for client in clients)
    _keep_plans(work, determine_rights(work, clients))


def _keep_plans(work: Work, revisions: Sequence[NewRevision]) -> None:
    """A plan of the revision before goes on with the new one when it still fits; another is dropped."""
    plans = work.plans.of([one.found.client.client_id for one in revisions if one.before is not None])
    kept: list[Plan] = []
    for revision in revisions:
        plan = plans.get(revision.found.client.client_id)
        if plan is not None and (goes_on := carried_on(plan, revision)) is not None:
            kept.append(goes_on)
    work.plans.save(kept)
    work.plans.drop(plans.keys() - {plan.client_id for plan in kept})
    for plan in kept:
        work.record(ReassessmentPlanned(plan))
