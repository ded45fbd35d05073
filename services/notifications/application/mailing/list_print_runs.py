"""The print runs that were made."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.notifications.application.mailing.ports import MailingWork
from services.notifications.application.mailing.views import PrintRunView
from shared.access import STAFF, Scope, User, allowed


@dataclass(frozen=True, slots=True)
class ListPrintRuns:
    user: User


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def list_print_runs(work: MailingWork, command: ListPrintRuns) -> Sequence[PrintRunView]:
    """The runs of the user's municipalities; they name no person."""
    return work.queries.print_runs(command.user.municipalities)
