"""The API of migration: rights and terms for everybody's "what if", and a client's file for staff."""

from typing import Any
from uuid import UUID

from services.migration.application.assess_rights import assess_rights
from services.migration.application.calculate_term import calculate_term
from services.migration.application.ports import ReadLog
from services.migration.application.show_client import show_client
from services.migration.application.views import ClientFile, UnknownClient, Views
from services.migration.domain.facts import FunctionFacts, FunctionRight, LifeEvent, PersonFacts
from services.migration.entrypoints.schemas import (
    AssessedSchema,
    AssessSchema,
    ClientFileSchema,
    TermResultSchema,
    TermSchema,
)
from shared.access import STAFF, Role, Scope
from shared.calendar.days import LegalCalendar
from shared.calendar.terms import TermResult
from shared.law.book import LawBook
from shared.web.api import Api
from shared.web.app import current_user
from shared.web.problem import NotFound

DESCRIPTION = "Welk recht iemand houdt, tot wanneer en waarom; termijnen; en het dossier van een cliënt."
NO_CLIENT = "Deze cliënt is er niet. Controleer het adres, of zoek de cliënt in de lijst."


def api(book: LawBook, calendar: LegalCalendar, views: Views, read_log: ReadLog) -> Api:
    described = Api("migration", "Migratie: rechten en herbeoordelingen", DESCRIPTION)
    _questions(described, book, calendar)
    _clients(described, views, read_log)
    return described


def _questions(described: Api, book: LawBook, calendar: LegalCalendar) -> None:
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
        rights = assess_rights(
            PersonFacts(body["birth_date"], body["municipality"]),
            [FunctionFacts(**{**one, "grounds": tuple(one["grounds"])}) for one in body["functions"]],
            [LifeEvent(**one) for one in body["events"]],
            body["as_of"],
            book,
        )
        return {"functions": rights}

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
        return calculate_term(body["kind"], body["start"], body["amount"], book, calendar)


def _clients(described: Api, views: Views, read_log: ReadLog) -> None:
    @described.route(
        "GET",
        "/clients/<uuid:id>",
        *STAFF,
        scope=Scope.MUNICIPALITY,
        summary="Het dossier van een cliënt; het lezen komt in het leeslogboek",
        response=ClientFileSchema,
    )
    def client(id: UUID) -> ClientFile:
        try:
            return show_client(current_user(), str(id), views, read_log)
        except UnknownClient as error:
            raise NotFound(NO_CLIENT) from error
