"""Of whom everything may go, because the longest term of retention is over. Nothing goes by itself."""

from dataclasses import dataclass

from services.intake.application.forgetting.ports import ForgettingWork
from services.intake.application.forgetting.views import DueClient, DueList
from services.intake.domain.forgetting.retention import longest, may_go_from
from shared.access import Role, Scope, User, allowed
from shared.calendar.days import years_after


@dataclass(frozen=True, slots=True)
class ListDue:
    """`offset` and `limit` cut one page out of the list; without a limit all."""

    user: User
    offset: int = 0
    limit: int | None = None


@allowed(Role.FUNCTIONAL_MANAGER, Role.AUDITOR, scope=Scope.MUNICIPALITY)
def list_due(work: ForgettingWork, command: ListDue) -> DueList:
    """The ones who may go longest first, by id alone."""
    years = {code: _years(work, code) for code in sorted(command.user.municipalities)}
    last_days = {code: years_after(work.today, -number) for code, number in years.items()}
    found = work.delivered.due(last_days, skip=command.offset, take=command.limit)
    return DueList(
        [DueClient(id_, code, named, may_go_from(named, years[code])) for id_, code, named in found.clients],
        found.total,
    )


def _years(work: ForgettingWork, municipality: str) -> int:
    return longest(lambda key: work.choice(municipality, key, work.today).number)
