"""The print runs that were made."""

from dataclasses import dataclass, field

from services.notifications.application.mailing.ports import MailingWork
from services.notifications.application.mailing.views import RunFilter, RunList
from shared.access import STAFF, Scope, User, allowed


@dataclass(frozen=True, slots=True)
class ListPrintRuns:
    user: User
    wanted: RunFilter = field(default_factory=RunFilter)


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def list_print_runs(work: MailingWork, command: ListPrintRuns) -> RunList:
    """The runs of the user's municipalities, the newest first when nothing else is wanted; they name no person."""
    return work.queries.print_runs(command.user.municipalities, command.wanted)
