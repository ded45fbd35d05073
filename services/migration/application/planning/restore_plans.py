"""Rebuilding: plans depend on the day they were made and on who was there, so they come from our own log."""

from collections.abc import Sequence

from services.migration.application.planning.ports import Work
from services.migration.domain.planning.plans import Plan
from shared.access import system


@system
def restore_plans(work: Work, plans: Sequence[Plan]) -> None:
    """Each client at most once in `plans`. A plan of an earlier revision was given up since and is left out."""
    known = work.clients.known([plan.client_id for plan in plans])
    work.plans.save(
        [plan for plan in plans if plan.client_id in known and known[plan.client_id].revision == plan.revision]
    )
