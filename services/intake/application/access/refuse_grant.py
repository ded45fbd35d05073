"""Refuses a proposal, or takes it back: nobody may sign in by it."""

from dataclasses import dataclass

from services.intake.application.access.ports import LOCK, AccessWork
from services.intake.domain.access.grants import Deed, check_not_oneself, refused
from services.intake.domain.access.reach import Reach
from shared.access import Role, Scope, User, allowed


@dataclass(frozen=True, slots=True)
class RefuseGrant:
    user: User
    grant_id: str
    why: str


@allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
def refuse_grant(work: AccessWork, command: RefuseGrant) -> None:
    """Raises Refused, Forbidden and UnknownGrant."""
    work.lock(LOCK)
    user = command.user
    found = work.grantings.find(command.grant_id)
    Reach.of(user, work.grantings.managers(work.today), work.region.codes).check_given(found.grant)
    check_not_oneself(found.grant, user)
    work.grantings.save(refused(found, Deed(user.id, user.name, work.moment, command.why.strip())))
