"""All deadlines that were counted again, for a file; every person in it is a line in the read log."""

from services.migration.application.deadlines.list_changes import ListChanges
from services.migration.application.deadlines.ports import ReadingWork
from services.migration.application.deadlines.views import EXPORTED_MAX, ChangePage
from shared.access import STAFF, Scope, allowed
from shared.looks.purpose import listing
from shared.messaging.failures import Refused

PURPOSE = listing("changed-terms-export", "bestand met gewijzigde termijnen")


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def export_changes(work: ReadingWork, asked: ListChanges) -> ChangePage:
    """Raises Forbidden for a municipality that the user does not work for, and Refused when there are more lines than a
    file holds."""
    towns = asked.towns
    if work.deadline_queries.count_changes(towns) > EXPORTED_MAX:
        raise Refused(f"In deze lijst staan meer dan {EXPORTED_MAX} termijnen. Kies eerst een gemeente.")
    changes = work.deadline_queries.changes(towns, skip=0, take=EXPORTED_MAX)
    people = work.clients.people({each.of.client_id for each in changes})
    work.read_log.write(asked.user, people.keys(), PURPOSE)
    names = {client_id: name for client_id, (name, _) in people.items()}
    return ChangePage(changes, names, len(changes), 1)
