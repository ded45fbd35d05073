"""Takes a right away, by one person and at once."""

from dataclasses import dataclass

from services.intake.application.access.ports import LOCK, AccessWork
from services.intake.domain.access.grants import AccessWithdrawn, Deed, withdrawn
from services.intake.domain.access.reach import Reach, check_managers_left
from shared.access import Role, Scope, User, allowed


@dataclass(frozen=True, slots=True)
class WithdrawGrant:
    user: User
    grant_id: str
    why: str


@allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
def withdraw_grant(work: AccessWork, command: WithdrawGrant) -> None:
    """Also by who works for one of its municipalities only: taking away too much is mended, leaving it is not. Raises
    Refused when nobody would be left to grant; Forbidden; UnknownGrant."""
    work.lock(LOCK)
    user, today, served = command.user, work.today, work.region.codes
    found, managers = work.grantings.find(command.grant_id), work.grantings.managers(today)
    Reach.of(user, managers, served).check_seen(found.grant)
    work.grantings.save(withdrawn(found, Deed(user.id, user.name, work.moment, command.why.strip())))
    check_managers_left(managers, work.grantings.managers(today), served)
    work.record(AccessWithdrawn(found.grant, withdrawn_by=user.name))
