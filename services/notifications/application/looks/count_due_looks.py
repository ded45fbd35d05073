"""How many looks are older than they need to be kept. Nothing goes by itself."""

from dataclasses import dataclass

from services.notifications.application.looks.ports import LookWork
from services.notifications.application.looks.views import DueLooks
from shared.access import Role, Scope, User, allowed
from shared.calendar.days import years_after

YEARS = "retention.looks-years"


@dataclass(frozen=True, slots=True)
class CountDueLooks:
    user: User


@allowed(Role.AUDITOR, scope=Scope.MUNICIPALITY)
def count_due_looks(work: LookWork, command: CountDueLooks) -> DueLooks:
    """At clients of the user's municipalities. A look at clients of several is kept for the longest of their terms,
    and names of people are not shown: nobody is looked at by this."""
    codes = sorted(command.user.municipalities)
    years = {code: work.choice(code, YEARS, work.today).number for code in codes}
    last_days = {code: years_after(work.today, -number) for code, number in years.items()}
    return DueLooks(work.queries.count_due(last_days), sorted(set(years.values())))
