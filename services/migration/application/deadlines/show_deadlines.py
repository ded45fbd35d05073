"""The deadlines of one client, with their proof; reading them is a line in the read log."""

from dataclasses import dataclass

from services.migration.application.deadlines.ports import ReadingWork
from services.migration.application.deadlines.views import ClientDeadlines, UnknownClient
from shared.access import STAFF, Scope, User, allowed, check_municipality
from shared.looks.purpose import opening

PURPOSE = opening("terms", "inzien van de termijnen", by_task=False)


@dataclass(frozen=True, slots=True)
class ShowDeadlines:
    user: User
    client_id: str


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def show_deadlines(work: ReadingWork, asked: ShowDeadlines) -> ClientDeadlines:
    """Those that the user's municipalities have to keep, also of a client who moved away. Raises UnknownClient, and
    Forbidden for a client of another municipality of whom there are none."""
    people = work.clients.people([asked.client_id])
    if asked.client_id not in people:
        raise UnknownClient(asked.client_id)
    name, municipality = people[asked.client_id]
    there = work.deadlines.of([asked.client_id]).get(asked.client_id, ())
    own = [one for one in there if asked.user.may_see(one.of.municipality)]
    if not own:
        check_municipality(asked.user, municipality)
    work.read_log.write(asked.user, [asked.client_id], PURPOSE)
    # The former municipality reads its own terms, and not where somebody went.
    town = municipality if asked.user.may_see(municipality) else own[-1].of.municipality
    return ClientDeadlines(asked.client_id, name, town, own)
