"""The API about clients: a client's file for staff."""

from uuid import UUID

from services.migration.application.control.ports import Work
from services.migration.application.control.show_client import ShowClient, show_client
from services.migration.application.control.views import ClientFile
from services.migration.application.route.views import NO_CLIENT, UnknownClient
from services.migration.entrypoints.control.schemas import ClientFileSchema
from shared.access import STAFF, Scope
from shared.messaging.work import Works
from shared.web.api import Api
from shared.web.app import current_user
from shared.web.problem import NotFound


def add_clients(described: Api, works: Works[Work]) -> None:
    @described.route(
        "GET",
        "/clients/<uuid:id>",
        *STAFF,
        scope=Scope.MUNICIPALITY,
        summary="Het dossier van een cliënt; het lezen komt in het leeslogboek",
        response=ClientFileSchema,
    )
    def client(id: UUID) -> ClientFile:
        return client_file(works, str(id))


def client_file(works: Works[Work], client_id: str) -> ClientFile:
    """For the user who is signed in. Raises NotFound."""
    try:
        with works.read() as work:
            return show_client(work, ShowClient(current_user(), client_id))
    except UnknownClient as error:
        raise NotFound(NO_CLIENT) from error
