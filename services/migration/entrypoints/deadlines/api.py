"""The API about legal terms: everybody's "what if"."""

from typing import Any

from services.migration.application.deadlines.calculate_term import CalculateTerm, calculate_term
from services.migration.application.deadlines.ports import Work
from services.migration.entrypoints.deadlines.schemas import TermResultSchema, TermSchema
from shared.access import Role, Scope
from shared.calendar.terms import TermResult
from shared.messaging.work import Works
from shared.web.api import Api


def add_terms(described: Api, works: Works[Work]) -> None:
    @described.route(
        "POST",
        "/terms/calculate",
        *Role,
        scope=Scope.NOBODY,
        summary="De laatste dag van een termijn, met de stappen",
        body=TermSchema,
        response=TermResultSchema,
    )
    def calculate(body: dict[str, Any]) -> TermResult:
        with works.read() as work:
            return calculate_term(work, CalculateTerm(body["kind"], body["start"], body["amount"]))
