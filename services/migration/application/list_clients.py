"""A page of clients; every person on it is a line in the read log."""

from dataclasses import replace

from services.migration.application.ports import ReadLog
from services.migration.application.views import ClientPage, Filter, Views
from shared.access import STAFF, Scope, User, allowed, check_municipality

PURPOSE = "zoeken in de lijst met cliënten"


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def list_clients(user: User, municipality: str, wanted: Filter, views: Views, read_log: ReadLog) -> ClientPage:
    """With an empty `municipality` all of the user's. Raises Forbidden for somebody else's."""
    if municipality:
        check_municipality(user, municipality)
    chosen = frozenset({municipality}) if municipality else user.municipalities
    page = views.clients(replace(wanted, municipalities=chosen))
    read_log.write(user, [line.id for line in page.lines], PURPOSE)
    return page
