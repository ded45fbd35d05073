"""The API of notifications: letters and print runs."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from services.notifications.application.letters.ports import PrintRunMade
from services.notifications.application.letters.show_letter import LetterPage, letter_pdf, list_letters
from services.notifications.application.letters.views import LetterFilter, Office
from services.notifications.application.mailing.show_print_run import list_print_runs
from services.notifications.entrypoints.letters.forms import LettersQuery
from services.notifications.entrypoints.letters.schemas import LetterPageSchema, PrintRunSchema
from services.notifications.entrypoints.paging import PER_PAGE, offset, or_not_found
from shared.access import STAFF, Role, Scope
from shared.web.api import Api, Document
from shared.web.app import current_user

PDF = "application/pdf"


def api(office: Office) -> Api:
    notifications = Api("notifications", "Brieven", "Brieven aan cliënten en de afdrukken waar ze in zitten.")

    @notifications.route(
        "GET",
        "/letters",
        *STAFF,
        scope=Scope.MUNICIPALITY,
        summary="Brieven van uw gemeenten, op achternaam",
        response=LetterPageSchema,
        query=LettersQuery,
    )
    def letters(query: Mapping[str, Any]) -> LetterPage:
        return list_letters(office, current_user(), wanted_letters(query))

    @notifications.route(
        "GET",
        "/letters/<uuid:id>.pdf",
        *STAFF,
        Role.CLIENT,
        scope=Scope.OWN,
        summary="Eén brief als PDF/UA; een cliënt krijgt alleen de eigen brieven",
        mimetype=PDF,
    )
    def letter_as_pdf(id: UUID) -> Document:
        with or_not_found():
            return Document(letter_pdf(office, current_user(), str(id)), PDF, f"brief-{id}.pdf")

    @notifications.route(
        "GET",
        "/print-runs",
        *STAFF,
        scope=Scope.MUNICIPALITY,
        summary="Afdrukken van uw gemeenten, de nieuwste eerst",
        response=PrintRunSchema,
        many=True,
    )
    def print_runs() -> Sequence[PrintRunMade]:
        return list_print_runs(office, current_user())

    return notifications


def wanted_letters(query: Mapping[str, Any], name: str = "") -> LetterFilter:
    """Limited to the user's municipalities by the use case. `name` is no part of the query: it is personal."""
    return LetterFilter(
        municipalities=frozenset(),
        municipality=query["municipality"],
        state=query["state"],
        client=query["client"],
        name=name,
        offset=offset(query["page"]),
        limit=PER_PAGE,
    )
