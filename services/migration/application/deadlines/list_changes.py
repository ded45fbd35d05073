"""The deadlines that were counted again and ended up different; every person on the page is a line in the read log."""

from dataclasses import dataclass

from services.migration.application.deadlines.ports import ReadingWork
from services.migration.application.deadlines.views import PAGE_SIZE, ChangePage
from shared.access import STAFF, Scope, User, allowed, towns_asked
from shared.looks.purpose import listing

LEAFED = listing("changed-terms", "bladeren in de lijst met gewijzigde termijnen")


@dataclass(frozen=True, slots=True)
class ListChanges:
    """`municipality`: None for all that the user works for."""

    user: User
    municipality: str | None
    page: int = 1

    @property
    def towns(self) -> frozenset[str]:
        """Raises Forbidden for a municipality that the user does not work for."""
        return towns_asked(self.user, self.municipality)


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def list_changes(work: ReadingWork, asked: ListChanges) -> ChangePage:
    """Raises Forbidden for a municipality that the user does not work for."""
    towns = asked.towns
    changes = work.deadline_queries.changes(towns, skip=(asked.page - 1) * PAGE_SIZE, take=PAGE_SIZE)
    people = work.clients.people({each.of.client_id for each in changes})
    work.read_log.write(asked.user, people.keys(), LEAFED)
    names = {client_id: name for client_id, (name, _) in people.items()}
    return ChangePage(changes, names, work.deadline_queries.count_changes(towns), asked.page)
