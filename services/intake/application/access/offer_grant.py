"""What a functional manager can choose from when proposing a grant."""

from dataclasses import dataclass

from services.intake.application.access.ports import AccessWork
from services.intake.application.access.views import GrantOffer
from services.intake.domain.access.reach import Reach
from shared.access import Role, Scope, User, allowed


@dataclass(frozen=True, slots=True)
class OfferGrant:
    """`replaces`: the grant that is to be changed; None for a new one."""

    user: User
    replaces: str | None = None


@allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
def offer_grant(work: AccessWork, command: OfferGrant) -> GrantOffer:
    """Raises UnknownGrant, and Forbidden for a grant that the user may not change."""
    reach = Reach.of(command.user, work.grantings.managers(work.today), work.region.codes)
    old = work.grantings.find(command.replaces).grant if command.replaces is not None else None
    if old is not None:
        reach.check_given(old)
    return GrantOffer(reach.municipalities & work.region.codes, work.today, old)
