"""One grant with its history, and what the user may do to it."""

from dataclasses import dataclass

from services.intake.application.access.ports import AccessWork
from services.intake.application.access.views import GrantView
from services.intake.domain.access.grants import GrantState, Standing
from services.intake.domain.access.reach import Reach
from shared.access import Role, Scope, User, allowed


@dataclass(frozen=True, slots=True)
class ShowGrant:
    user: User
    grant_id: str


@allowed(Role.FUNCTIONAL_MANAGER, Role.AUDITOR, scope=Scope.MUNICIPALITY)
def show_grant(work: AccessWork, command: ShowGrant) -> GrantView:
    """Raises UnknownGrant, and Forbidden when it is for none of the user's municipalities."""
    user, today = command.user, work.today
    found = work.grantings.find(command.grant_id)
    standing = found.standing_on(today)
    reach = Reach.of(user, work.grantings.managers(today), work.region.codes)
    reach.check_seen(found.grant)
    if user.role is not Role.FUNCTIONAL_MANAGER:
        return GrantView(found, standing)
    gives = found.grant.municipalities <= reach.municipalities and user.id != found.grant.user_id
    is_open, is_given = found.state is GrantState.PROPOSED, found.state is GrantState.GRANTED
    return GrantView(
        found,
        standing,
        may_confirm=is_open and gives and user.id != found.proposed.by,
        may_refuse=is_open and gives,
        may_withdraw=is_given and standing is not Standing.ENDED,
        may_change=is_given and gives and standing is not Standing.ENDED,
    )
