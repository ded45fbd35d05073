"""The API of letters."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.notifications.adapters.work import NotificationsWorks
from services.notifications.application.letters.end_representative import EndRepresentative, end_representative
from services.notifications.application.letters.list_letters import ListLetters, list_letters
from services.notifications.application.letters.list_representatives import ListRepresentatives, list_representatives
from services.notifications.application.letters.record_representative import RecordRepresentative, record_representative
from services.notifications.application.letters.show_letter import ShowLetter
from services.notifications.application.letters.show_letter_pdf import show_letter_pdf
from services.notifications.application.letters.views import REPRESENTATIVE_WRITERS, LetterPage, RepresentativesPage
from services.notifications.domain.letters.representative import Representative
from services.notifications.entrypoints.letters.forms import LettersQuery, wanted_letters
from services.notifications.entrypoints.letters.schemas import (
    LastDaySchema,
    LetterPageSchema,
    NewRepresentativeSchema,
    RepresentativeSchema,
    RepresentativesSchema,
)
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

    @api.route(
        "GET",
        "/clients/<uuid:id>/representatives",
        *STAFF,
        scope=Scope.MUNICIPALITY,
        summary="Wie de brieven over een cliënt krijgt; het lezen komt in het leeslogboek",
        response=RepresentativesSchema,
    )
    def representatives(id: UUID) -> RepresentativesPage:
        with or_not_found(), works.read() as work:
            return list_representatives(work, ListRepresentatives(current_user(), str(id)))

    @api.route(
        "POST",
        "/clients/<uuid:id>/representatives",
        *REPRESENTATIVE_WRITERS,
        scope=Scope.MUNICIPALITY,
        summary="Leg vast wie brieven over een cliënt krijgt, in plaats van de cliënt of als kopie",
        body=NewRepresentativeSchema,
        response=RepresentativeSchema,
    )
    def new_representative(id: UUID, body: dict[str, Any]) -> Representative:
        with or_not_found(), works.begin() as work:
            return record_representative(work, RecordRepresentative(current_user(), str(id), **body))

    @api.route(
        "POST",
        "/representatives/<uuid:id>/end",
        *REPRESENTATIVE_WRITERS,
        scope=Scope.MUNICIPALITY,
        summary="Zeg na welke dag iemand geen brieven meer krijgt",
        body=LastDaySchema,
        response=RepresentativeSchema,
    )
    def last_day_of_representative(id: UUID, body: dict[str, Any]) -> Representative:
        with or_not_found(), works.begin() as work:
            return end_representative(work, EndRepresentative(current_user(), str(id), body["last_day"]))
