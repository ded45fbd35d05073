"""A page of open deadlines; every person on it is a line in the read log."""

from dataclasses import dataclass, replace

from services.migration.application.deadlines.ports import ReadingWork
from services.migration.application.deadlines.views import COUNTED_MAX, PAGE_SIZE, DeadlineFilter, DeadlinePage
from shared.access import STAFF, Scope, User, allowed, towns_asked
from shared.looks.purpose import listing

LEAFED = listing("terms-list", "bladeren in de lijst met termijnen")


@dataclass(frozen=True, slots=True)
class ListDeadlines:
    """`municipality`: None for all that the user works for."""

    user: User
    municipality: str | None
    wanted: DeadlineFilter
    page: int = 1

    @property
    def towns(self) -> frozenset[str]:
        """Raises Forbidden for a municipality that the user does not work for."""
        return towns_asked(self.user, self.municipality)


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def list_deadlines(work: ReadingWork, asked: ListDeadlines) -> DeadlinePage:
    """Raises Forbidden for a municipality that the user does not work for."""
    towns, queries = asked.towns, work.deadline_queries
    skip = (asked.page - 1) * PAGE_SIZE
    lines = queries.lines(towns, asked.wanted, work.today, skip=skip, take=PAGE_SIZE) if skip < COUNTED_MAX else []
    people = work.clients.people({line.client_id for line in lines})
    work.read_log.write(asked.user, people.keys(), LEAFED)
    named = [replace(line, name=people[line.client_id][0]) for line in lines]
    total = queries.count(towns, asked.wanted, work.today, COUNTED_MAX + 1)
    return DeadlinePage(named, min(total, COUNTED_MAX), asked.page, more=total > COUNTED_MAX)
