"""Proposes that somebody may sign in; another functional manager confirms it."""

import uuid
from dataclasses import dataclass
from datetime import date

from services.intake.application.access.ports import LOCK, AccessWork
from services.intake.domain.access.grants import (
    DOORS,
    Deed,
    GrantState,
    check_grant,
    check_new,
    check_not_oneself,
    proposed,
)
from services.intake.domain.access.reach import Reach
from shared.access import Role, Scope, User, allowed
from shared.granting import Door, Grant, account_of
from shared.messaging.failures import Refused


@dataclass(frozen=True, slots=True)
class ProposeGrant:
    """`replaces`: the grant that ends when this one is confirmed; None for one beside what there is."""

    user: User
    account: str
    name: str
    role: Role
    municipalities: frozenset[str]
    provider: str
    begins_on: date
    ends_on: date | None
    replaces: str | None = None


@allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
def propose_grant(work: AccessWork, command: ProposeGrant) -> str:
    """The id of the proposal. Raises Refused, Forbidden, and UnknownGrant for what it would replace."""
    work.lock(LOCK)
    user = command.user
    grant = Grant(
        grant_id=str(uuid.uuid4()),
        door=DOORS.get(command.role, Door.STAFF),
        account=account_of(command.account),
        name=command.name.strip(),
        role=command.role,
        municipalities=command.municipalities,
        provider=command.provider.strip(),
        begins_on=command.begins_on,
        ends_on=command.ends_on,
    )
    check_grant(grant, work.region.codes, work.today)
    check_not_oneself(grant, user)
    reach = Reach.of(user, work.grantings.managers(work.today), work.region.codes)
    reach.check_given(grant)
    if command.replaces is not None:
        _check_replaced(work, reach, command.replaces)
    known = work.grantings.of_account(grant.door, grant.account)
    check_new(grant, [each for each in known if each.id != command.replaces])
    work.grantings.add(proposed(grant, Deed(user.id, user.name, work.moment), command.replaces))
    return grant.grant_id


def _check_replaced(work: AccessWork, reach: Reach, grant_id: str) -> None:
    old = work.grantings.find(grant_id)
    reach.check_given(old.grant)
    check_not_oneself(old.grant, reach.user)
    if old.state is not GrantState.GRANTED:
        raise Refused("Wat u wilt wijzigen, is niet gegeven of al ingetrokken. Stel een nieuwe toegang voor.")
