"""All open deadlines of a list, for a file; every person in it is a line in the read log."""

from collections.abc import Sequence
from dataclasses import replace

from services.migration.application.deadlines.list_deadlines import ListDeadlines
from services.migration.application.deadlines.ports import ReadingWork
from services.migration.application.deadlines.views import EXPORTED_MAX, DeadlineLine
from shared.access import STAFF, Scope, allowed
from shared.looks.purpose import listing
from shared.messaging.failures import Refused

PURPOSE = listing("terms-export", "bestand met termijnen")


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def export_deadlines(work: ReadingWork, asked: ListDeadlines) -> Sequence[DeadlineLine]:
    """Raises Forbidden for a municipality that the user does not work for, and Refused when there are more lines than a
    file holds: a file that silently lacks people would be trusted."""
    lines = work.deadline_queries.lines(asked.towns, asked.wanted, work.today, skip=0, take=EXPORTED_MAX + 1)
    if len(lines) > EXPORTED_MAX:
        raise Refused(f"In deze lijst staan meer dan {EXPORTED_MAX} termijnen. Kies eerst een filter.")
    people = work.clients.people({line.client_id for line in lines})
    work.read_log.write(asked.user, people.keys(), PURPOSE)
    return [replace(line, name=people[line.client_id][0]) for line in lines]
