"""What is odd in the files that were opened on some days: what listing, showing and settling it have in common."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.notifications.application.looks.ports import LookWork
from services.notifications.domain.looks.odd import Finding, Limits, findings
from shared.access import Role, Scope, User, allowed

WITHOUT_TASK = "looks.files-without-task"
SAME_FILE = "looks.same-file"
FROM_HOUR = "looks.office-from-hour"
UNTIL_HOUR = "looks.office-until-hour"


@dataclass(frozen=True, slots=True)
class FindOddLooks:
    user: User
    since: date
    until: date


@allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
def find_odd_looks(work: LookWork, command: FindOddLooks) -> Sequence[Finding]:
    """By municipality, with the limits that each chose."""
    opened = work.queries.opened_files(command.user.municipalities, command.since, command.until)
    people = work.queries.people(sorted({each.client_id for each in opened}))
    surnames = {client_id: person.surname for client_id, person in people.items()}
    named = [replace(each, surname=surnames.get(each.client_id, "")) for each in opened]
    return [
        finding
        for code in sorted(command.user.municipalities)
        for finding in findings([each for each in named if each.municipality == code], _limits(work, code))
    ]


def _limits(work: LookWork, municipality: str) -> Limits:
    keys = (WITHOUT_TASK, SAME_FILE, FROM_HOUR, UNTIL_HOUR)
    return Limits(*(work.choice(municipality, key, work.today).number for key in keys))
