"""The API of letters."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.notifications.adapters.work import NotificationsWorks
from services.notifications.application.letters.list_letters import ListLetters, list_letters
from services.notifications.application.letters.show_letter import ShowLetter
from services.notifications.application.letters.show_letter_pdf import show_letter_pdf
from services.notifications.application.letters.views import LetterPage
from services.notifications.entrypoints.letters.forms import LettersQuery, wanted_letters
from services.notifications.entrypoints.letters.schemas import LetterPageSchema
from services.notifications.entrypoints.paging import PDF, or_not_found
from shared.access import STAFF, Role, Scope
from shared.web.api import Api, Document
from shared.web.app import current_user


def add_letters(api: Api, works: NotificationsWorks) -> None:
    @api.route(
        "GET",
        "/letters",
        *STAFF,
        scope=Scope.MUNICIPALITY,
        summary="Brieven van uw gemeenten, op achternaam",
        response=LetterPageSchema,
        query=LettersQuery,
    )
    def letters(query: Mapping[str, Any]) -> LetterPage:
        with works.read() as work:
            return list_letters(work, ListLetters(current_user(), wanted_letters(query)))

    @api.route(
        "GET",
        "/letters/<uuid:id>/document",
        *STAFF,
        Role.CLIENT,
        scope=Scope.OWN,
        summary="Eén brief als PDF/UA; een cliënt krijgt alleen de eigen brieven",
        mimetype=PDF,
        also_at="/letters/<uuid:id>.pdf",
    )
    def letter_as_pdf(id: UUID) -> Document:
        with or_not_found():
            return Document(show_letter_pdf(works, ShowLetter(current_user(), str(id))), PDF, f"brief-{id}.pdf")
