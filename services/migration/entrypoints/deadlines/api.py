"""The API about legal terms: everybody's "what if", and the deadlines of a client for staff."""

from collections.abc import Sequence
from typing import Any

from services.migration.application.deadlines.calculate_term import CalculateTerm, calculate_term
from services.migration.application.deadlines.ports import ReadingWork
from services.migration.application.deadlines.show_deadlines import ShowDeadlines, show_deadlines
from services.migration.application.deadlines.views import CalculatedTerm, ClientDeadlines, UnknownClient
from services.migration.domain.deadlines.open_deadlines import Deadline
from services.migration.entrypoints.deadlines.schemas import (
    DeadlineQuerySchema,
    DeadlineSchema,
    TermResultSchema,
    TermSchema,
)
from shared.access import STAFF, Role, Scope
from shared.messaging.work import Works
from shared.web.api import Api
from shared.web.app import current_user
from shared.web.problem import NotFound

NO_CLIENT = "Deze cliënt is er niet. Controleer het adres, of zoek de cliënt in de lijst."


def add_terms(described: Api, works: Works[ReadingWork]) -> None:
    @described.route(
        "POST",
        "/terms/calculate",
        *Role,
        scope=Scope.NOBODY,
        summary="De laatste dag van een termijn, met de stappen",
        body=TermSchema,
        response=TermResultSchema,
    )
    def calculate(body: dict[str, Any]) -> CalculatedTerm:
        changes = {name: tuple(body[name]) for name in ("suspensions", "postponements")}
        with works.read() as work:
            return calculate_term(work, CalculateTerm(**{**body, **changes}))

    @described.route(
        "GET",
        "/deadlines",
        *STAFF,
        scope=Scope.MUNICIPALITY,
        summary="De termijnen van een cliënt met hun bewijs; het lezen komt in het leeslogboek",
        query=DeadlineQuerySchema,
        response=DeadlineSchema,
        many=True,
    )
    def deadlines(query: dict[str, Any]) -> Sequence[Deadline]:
        return deadlines_of(works, str(query["client"])).deadlines


def deadlines_of(works: Works[ReadingWork], client_id: str) -> ClientDeadlines:
    """For the user who is signed in. Raises NotFound."""
    try:
        with works.read() as work:
            return show_deadlines(work, ShowDeadlines(current_user(), client_id))
    except UnknownClient as error:
        raise NotFound(NO_CLIENT) from error
