"""The question what an own contribution would be, in the API."""

from typing import Any

from services.billing.application.contribution.assess_contribution import assess_contribution
from services.billing.application.contribution.ports import ReadingWork
from services.billing.domain.contribution.question import ContributionQuestion
from services.billing.entrypoints.contribution.schemas import AssessContribution, ContributionSchema
from shared.access import Role, Scope
from shared.messaging.work import Works
from shared.web.api import Api


def add_contributions(api: Api, works: Works[ReadingWork]) -> None:
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
        with works.read() as work:
            return assess_contribution(work, body)
