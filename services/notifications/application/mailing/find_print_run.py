"""One print run, for who may see it: what its page and its files have in common."""

from dataclasses import dataclass

from services.notifications.application.client.views import NotKnown
from services.notifications.application.mailing.ports import MailingWork
from services.notifications.application.mailing.views import PrintRunView
from shared.access import STAFF, Scope, User, allowed, check_municipality


@dataclass(frozen=True, slots=True)
class FindPrintRun:
    user: User
    run_id: str


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def find_print_run(work: MailingWork, command: FindPrintRun) -> PrintRunView:
    """Raises NotKnown and Forbidden."""
    made = work.queries.print_run(command.run_id)
    if made is None:
        raise NotKnown(f"Er is geen afdruk {command.run_id}.")
    check_municipality(command.user, made.municipality)
    return made
