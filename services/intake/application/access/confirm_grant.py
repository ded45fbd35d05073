"""Confirms what another functional manager proposed: from now on it holds."""

from dataclasses import dataclass

from services.intake.application.access.ports import LOCK, AccessWork
from services.intake.domain.access.grants import (
    AccessGranted,
    AccessWithdrawn,
    Deed,
    Granting,
    GrantState,
    check_grant,
    check_not_oneself,
    confirmed,
    withdrawn,
)
from services.intake.domain.access.reach import Reach, check_managers_left
from shared.access import Role, Scope, User, allowed

REPLACED = "Vervangen door een andere toegang."


@dataclass(frozen=True, slots=True)
class ConfirmGrant:
    user: User
    grant_id: str


@allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
def confirm_grant(work: AccessWork, command: ConfirmGrant) -> None:
    """What it replaces is withdrawn with it, unless that was done already. Raises Refused for who proposed it, for whom
    it is about, and when the rules changed meanwhile; Forbidden; UnknownGrant."""
    work.lock(LOCK)
    user, today, served = command.user, work.today, work.region.codes
    found, managers = work.grantings.find(command.grant_id), work.grantings.managers(today)
    Reach.of(user, managers, served).check_given(found.grant)
    check_not_oneself(found.grant, user)
    check_grant(found.grant, served, today)
    granted = confirmed(found, Deed(user.id, user.name, work.moment))
    _withdraw_replaced(work, granted, user)
    work.grantings.save(granted)
    check_managers_left(managers, work.grantings.managers(today), served)
    work.record(AccessGranted(granted.grant, proposed_by=found.proposed.name, confirmed_by=user.name))


def _withdraw_replaced(work: AccessWork, granted: Granting, user: User) -> None:
    old = work.grantings.find(granted.replaces) if granted.replaces is not None else None
    if old is not None and old.state is GrantState.GRANTED:
        work.grantings.save(withdrawn(old, Deed(user.id, user.name, work.moment, REPLACED)))
        work.record(AccessWithdrawn(old.grant, withdrawn_by=user.name))
