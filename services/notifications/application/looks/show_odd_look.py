"""One thing that is odd, with the files that were opened."""

from dataclasses import dataclass
from datetime import date

from services.notifications.application.looks.find_odd_look import FindOddLook, find_odd_look
from services.notifications.application.looks.list_odd_looks import READ_ODD_LOOKS
from services.notifications.application.looks.ports import LookWork
from services.notifications.application.looks.views import OddLine, OddPage
from shared.access import Role, Scope, User, allowed


@dataclass(frozen=True, slots=True)
class ShowOddLook:
    user: User
    day: date
    finding_id: str


@allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
def show_odd_look(work: LookWork, command: ShowOddLook) -> OddPage:
    """Raises NotKnown."""
    finding = find_odd_look(work, FindOddLook(command.user, command.day, command.finding_id))
    clients = [each.client_id for each in finding.opened]
    people = work.queries.people(sorted(set(clients)))
    work.read_log.write(command.user, clients, READ_ODD_LOOKS)
    settled = work.odd_looks.settled([finding.finding_id]).get(finding.finding_id)
    names = [people[each].name if each in people else "" for each in clients]
    about = people[finding.client_id].name if finding.client_id in people else ""
    return OddPage(OddLine(finding, about, settled), names)
