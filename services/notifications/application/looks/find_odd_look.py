"""One thing that is odd: what showing and settling it have in common."""

from dataclasses import dataclass
from datetime import date

from services.notifications.application.client.views import NotKnown
from services.notifications.application.looks.find_odd_looks import FindOddLooks, find_odd_looks
from services.notifications.application.looks.ports import LookWork
from services.notifications.domain.looks.odd import Finding
from shared.access import Role, Scope, User, allowed


@dataclass(frozen=True, slots=True)
class FindOddLook:
    user: User
    day: date
    finding_id: str


@allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
def find_odd_look(work: LookWork, command: FindOddLook) -> Finding:
    """Raises NotKnown, also when the municipality chose other limits since."""
    found = find_odd_looks(work, FindOddLooks(command.user, command.day, command.day))
    for each in found:
        if each.finding_id == command.finding_id:
            return each
    raise NotKnown("Dit staat er niet meer. Misschien koos uw gemeente intussen andere grenzen.")
