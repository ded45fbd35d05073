"""Promises of letters that were kept, but late, the latest first; every person on the page is a line in the read
log."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.migration.application.control.ports import Work
from services.migration.application.control.views import PAGE_SIZE, LatePromisePage
from services.migration.domain.control.kept_promises import KeptCount
from services.migration.domain.control.steps import Task
from shared.access import STAFF, Scope, User, allowed, towns_asked
from shared.looks.purpose import listing

LEAFED = listing("late-promises", "bladeren in de lijst met beloften die te laat zijn nagekomen")


@dataclass(frozen=True, slots=True)
class ListLatePromises:
    """`municipality`: None for all that the user works for. `task`: the step that kept it; None for all."""

    user: User
    municipality: str | None
    task: Task | None
    page: int = 1

    @property
    def towns(self) -> frozenset[str]:
        """Raises Forbidden for a municipality that the user does not work for."""
        return towns_asked(self.user, self.municipality)

    def late_of(self, counts: Mapping[Task, KeptCount]) -> int:
        return sum(count.late for task, count in counts.items() if self.task in (None, task))


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def list_late_promises(work: Work, asked: ListLatePromises) -> LatePromisePage:
    """Raises Forbidden for a municipality that the user does not work for."""
    towns, page = asked.towns, asked.page
    found = work.kept_promises.late(towns, asked.task, skip=(page - 1) * PAGE_SIZE, take=PAGE_SIZE)
    people = work.clients.people({each.client_id for each in found})
    work.read_log.write(asked.user, people.keys(), LEAFED)
    names = {client_id: name for client_id, (name, _) in people.items()}
    return LatePromisePage(found, names, asked.late_of(work.kept_promises.count(towns)), page)
