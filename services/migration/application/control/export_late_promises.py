"""All promises of letters that were kept late, for a file; every person in it is a line in the read log."""

from services.migration.application.control.list_late_promises import ListLatePromises
from services.migration.application.control.ports import Work
from services.migration.application.control.views import LatePromisePage
from services.migration.application.deadlines.views import EXPORTED_MAX
from shared.access import STAFF, Scope, allowed
from shared.looks.purpose import listing
from shared.messaging.failures import Refused

PURPOSE = listing("late-promises-export", "bestand met beloften die te laat zijn nagekomen")


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def export_late_promises(work: Work, asked: ListLatePromises) -> LatePromisePage:
    """Raises Forbidden for a municipality that the user does not work for, and Refused when there are more lines than a
    file holds."""
    if asked.late_of(work.kept_promises.count(asked.towns)) > EXPORTED_MAX:
        raise Refused(f"In deze lijst staan meer dan {EXPORTED_MAX} beloften. Kies eerst een gemeente of een belofte.")
    found = work.kept_promises.late(asked.towns, asked.task, skip=0, take=EXPORTED_MAX)
    people = work.clients.people({each.client_id for each in found})
    work.read_log.write(asked.user, people.keys(), PURPOSE)
    names = {client_id: name for client_id, (name, _) in people.items()}
    return LatePromisePage(found, names, len(found), 1)
