"""A list of clients as a file: everybody on it, and each of them is a line in the read log."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.migration.application.control.ports import Work
from services.migration.application.control.views import ClientLine, Filter
from shared.access import STAFF, Scope, User, allowed, check_municipality
from shared.looks.purpose import listing
from shared.messaging.failures import Refused

PURPOSE = listing("clients-export", "lijst met cliënten als bestand")
AT_ONCE = 1000
AT_MOST = 20_000
TOO_MANY = "Deze lijst is te lang voor één bestand. Kies een filter, bijvoorbeeld een gemeente of een maand."


@dataclass(frozen=True, slots=True)
class ExportClients:
    """`municipality`: None for all that the user works for."""

    user: User
    municipality: str | None
    wanted: Filter


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def export_clients(work: Work, asked: ExportClients) -> Sequence[ClientLine]:
    """Raises Forbidden for a municipality that the user does not work for, and Refused for a list that is too long."""
    municipalities = asked.user.municipalities
    if asked.municipality is not None:
        check_municipality(asked.user, asked.municipality)
        municipalities = frozenset({asked.municipality})
    found: list[ClientLine] = []
    for page in range(1, AT_MOST // AT_ONCE + 2):
        wanted = replace(asked.wanted, page=page, size=AT_ONCE)
        lines = work.queries.clients(municipalities, wanted, work.today).lines
        found += lines
        if len(found) > AT_MOST:
            raise Refused(TOO_MANY)
        if len(lines) < AT_ONCE:
            break
    work.read_log.write(asked.user, [line.client_id for line in found], PURPOSE)
    return found
