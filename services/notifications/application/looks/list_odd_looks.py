"""What is odd in who opened files, for the functional manager."""

from dataclasses import dataclass
from datetime import date, timedelta

from services.notifications.application.looks.find_odd_looks import FindOddLooks, find_odd_looks
from services.notifications.application.looks.ports import LookWork
from services.notifications.application.looks.views import OddLine, OddList
from shared.access import Role, Scope, User, allowed
from shared.looks.purpose import listing

READ_ODD_LOOKS = listing("odd-looks", "nagaan of er een reden was om een dossier te openen")
DAYS = timedelta(days=6)
"""A week, with its last day."""


@dataclass(frozen=True, slots=True)
class ListOddLooks:
    user: User
    until: date


@allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
def list_odd_looks(work: LookWork, command: ListOddLooks) -> OddList:
    since = command.until - DAYS
    found = find_odd_looks(work, FindOddLooks(command.user, since, command.until))
    settled = work.odd_looks.settled([each.finding_id for each in found])
    about = sorted({each.client_id for each in found if each.client_id})
    people = work.queries.people(about)
    work.read_log.write(command.user, about, READ_ODD_LOOKS)
    lines = [
        OddLine(each, people[each.client_id].name if each.client_id in people else "", settled.get(each.finding_id))
        for each in found
    ]
    return OddList(since, command.until, sorted(lines, key=lambda line: line.settled is not None))
