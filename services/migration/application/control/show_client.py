"""One client's file, for staff of the client's municipality; reading it is a line in the read log."""

from dataclasses import dataclass

from services.migration.application.control.ports import Work
from services.migration.application.control.views import ClientFile
from shared.access import STAFF, Scope, User, allowed, check_municipality

PURPOSE = "inzien van het dossier"


@dataclass(frozen=True, slots=True)
class ShowClient:
    user: User
    client_id: str


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def show_client(work: Work, asked: ShowClient) -> ClientFile:
    """Raises UnknownClient, and Forbidden for a client of another municipality."""
    file = work.queries.client(asked.client_id, work.today)
    check_municipality(asked.user, file.municipality)
    work.read_log.write(asked.user, [file.client_id], PURPOSE)
    return file
