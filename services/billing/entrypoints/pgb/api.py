"""Budgets in the API."""

from typing import Any
from uuid import UUID

from services.billing.application.pgb.ports import READERS, ReadingWork, UnknownClient
from services.billing.application.pgb.show_budget import ShowBudget, show_budget
from services.billing.entrypoints.pgb.schemas import BudgetSchema
from shared.access import Scope
from shared.messaging.work import Works
from shared.web.api import Api
from shared.web.app import current_user
from shared.web.problem import NotFound


def add_budgets(api: Api, works: Works[ReadingWork]) -> None:
    @api.route(
        "GET",
        "/budgets/<uuid:id>",
        *READERS,
        scope=Scope.MUNICIPALITY,
        summary="Het pgb-budget van een cliënt; bedragen in centen",
        response=BudgetSchema,
    )
    def budget(id: UUID) -> Any:
        unknown = NotFound(f"Van cliënt {id} is geen pgb-budget bekend.")
        try:
            with works.read() as work:
                found = show_budget(work, ShowBudget(current_user(), str(id)))
        except UnknownClient as error:
            raise unknown from error
        if found.holding is None:
            raise unknown
        return found.holding
