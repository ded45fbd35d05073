"""One client's file, for whoever works for the client's municipality; reading it is a line in the read log."""

from services.migration.application.ports import ReadLog
from services.migration.application.views import ClientFile, Views
from shared.access import STAFF, Scope, User, allowed, check_municipality

PURPOSE = "inzien van het dossier"


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def show_client(user: User, client_id: str, views: Views, read_log: ReadLog) -> ClientFile:
    """Raises UnknownClient, and Forbidden for a client of another municipality."""
    file = views.client(client_id)
    check_municipality(user, file.municipality)
    read_log.write(user, [file.id], PURPOSE)
    return file
