"""The API of billing."""

from typing import Any
from uuid import UUID

from flask import Blueprint

from services.billing.application.assess_contribution import assess_contribution
from services.billing.application.look_at_budgets import READERS, look_at_account
from services.billing.application.ports import Desk, UnknownClient
from services.billing.domain.contribution_question import ContributionQuestion
from services.billing.entrypoints.schemas import AssessContribution, BudgetSchema, ContributionSchema
from shared.access import Role, Scope
from shared.law.book import LawBook
from shared.web.api import Api
from shared.web.app import current_user
from shared.web.problem import NotFound


def api_blueprint(book: LawBook, desk: Desk) -> Blueprint:
    api = Api("billing", "Zachte Landing: budget en eigen bijdrage", "Pgb-budgetten van 2015 en de eigen bijdrage.")

    @api.route(
        "POST",
        "/contributions/assess",
        *Role,
        scope=Scope.NOBODY,
        summary="Bereken de eigen bijdrage in een periode; bedragen in centen",
        body=AssessContribution,
        response=ContributionSchema,
    )
    def assess(body: ContributionQuestion) -> Any:
        return assess_contribution(book, body)

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
            account = look_at_account(desk, current_user(), str(id))
        except UnknownClient as error:
            raise unknown from error
        if not account.holdings:
            raise unknown
        return account.holdings[0]

    return api.blueprint
