"""The API about rights: everybody's "what if"."""

from typing import Any

from services.migration.application.rights.assess_rights import AssessRights, assess_rights
from services.migration.application.rights.ports import Rules
from services.migration.domain.rights.facts import FunctionFacts, FunctionRight, LifeEvent, PersonFacts
from services.migration.entrypoints.rights.schemas import AssessedSchema, AssessSchema
from shared.access import Role, Scope
from shared.messaging.work import Works
from shared.web.api import Api


def add_rights(described: Api, works: Works[Rules]) -> None:
    @described.route(
        "POST",
        "/rights/assess",
        *Role,
        scope=Scope.NOBODY,
        summary="Welk recht per functie, tot wanneer en waarom (bewaart niets)",
        body=AssessSchema,
        response=AssessedSchema,
    )
    def assess(body: dict[str, Any]) -> dict[str, tuple[FunctionRight, ...]]:
        with works.read() as work:
            return {"functions": assess_rights(work, _question(body))}


def _question(body: dict[str, Any]) -> AssessRights:
    return AssessRights(
        person=PersonFacts(body["birth_date"], body["municipality"]),
        functions=[FunctionFacts(**{**one, "grounds": tuple(one["grounds"])}) for one in body["functions"]],
        events=[LifeEvent(**one) for one in body["events"]],
        as_of=body["as_of"],
    )
