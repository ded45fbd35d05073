"""Who may sign in as what, who is proposed, and who may no longer."""

from dataclasses import dataclass, field

from services.intake.application.access.ports import AccessWork
from services.intake.application.access.views import GrantFilter, GrantList, GrantView
from services.intake.domain.access.reach import Reach
from shared.access import Role, Scope, User, allowed, check_municipality


@dataclass(frozen=True, slots=True)
class ListGrants:
    user: User
    wanted: GrantFilter = field(default_factory=GrantFilter)


@allowed(Role.FUNCTIONAL_MANAGER, Role.AUDITOR, scope=Scope.MUNICIPALITY)
def list_grants(work: AccessWork, command: ListGrants) -> GrantList:
    """Of the user's municipalities and of providers; a functional manager also sees what lies in `Reach`. Raises
    Forbidden for a municipality beyond it."""
    user, wanted, today = command.user, command.wanted, work.today
    seen = Reach.of(user, work.grantings.managers(today), work.region.codes).municipalities
    if wanted.municipality and wanted.municipality not in seen:
        check_municipality(user, wanted.municipality)
    return GrantList(
        [GrantView(each, each.standing_on(today)) for each in work.queries.grantings(seen, wanted, today)],
        work.queries.count_grantings(seen, wanted, today),
        work.queries.grantings_per_standing(seen, today),
        seen,
    )
