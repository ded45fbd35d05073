"""Keeps what billing says of a client's budget. The contribution of the same revision follows it and completes that."""

from collections.abc import Sequence

from services.notifications.application.client.ports import ClientWork
from services.notifications.domain.client.money import Budget
from shared.access import system


@system
def receive_budgets(work: ClientWork, budgets: Sequence[Budget]) -> None:
    work.budgets.keep(budgets)
