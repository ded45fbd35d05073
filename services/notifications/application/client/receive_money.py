"""Keeps a client's budget and contribution for the own page. No letter hangs on them."""

from collections.abc import Sequence

from services.notifications.application.client.ports import ClientWork
from services.notifications.domain.client.money import Budget, Contribution
from shared.access import system
from shared.messaging.revisions import R, Revisions


@system
def receive_budgets(work: ClientWork, budgets: Sequence[Budget]) -> None:
    _keep_last_word(work.budgets, budgets)


@system
def receive_contributions(work: ClientWork, contributions: Sequence[Contribution]) -> None:
    _keep_last_word(work.contributions, contributions)


def _keep_last_word(kept: Revisions[R], values: Sequence[R]) -> None:
    """Billing may speak of one revision of a client more than once, and its order is kept."""
    newest = kept.newest([value.client_id for value in values])
    kept.replace([value for value in values if value.revision >= newest.get(value.client_id, 0)])
