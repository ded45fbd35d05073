"""A page of clients; every person on it is a line in the read log."""

from dataclasses import dataclass

from services.migration.application.control.ports import Work
from services.migration.application.control.views import ClientPage, Filter
from shared.access import STAFF, Scope, User, allowed, check_municipality
from shared.looks.purpose import listing

LEAFED = listing("clients", "bladeren in de lijst met cliënten")
SEARCHED = listing("clients-found", "treffer bij zoeken in de lijst met cliënten")
"""Neither is an opened file: that has a purpose of its own (show_client.py)."""


@dataclass(frozen=True, slots=True)
class ListClients:
    """`municipality`: None for all that the user works for."""

    user: User
    municipality: str | None
    wanted: Filter


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def list_clients(work: Work, asked: ListClients) -> ClientPage:
    """Raises Forbidden for a municipality that the user does not work for."""
    municipalities = asked.user.municipalities
    if asked.municipality is not None:
        check_municipality(asked.user, asked.municipality)
        municipalities = frozenset({asked.municipality})
    page = work.queries.clients(municipalities, asked.wanted, work.today)
    purpose = LEAFED if asked.wanted.search is None else SEARCHED
    work.read_log.write(asked.user, [line.client_id for line in page.lines], purpose)
    return page
