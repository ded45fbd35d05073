"""Who is proposed to be forgotten, and who was: when, by whom and why. Of the person only our id is left."""

from dataclasses import dataclass, field

from services.intake.application.forgetting.ports import ForgettingWork
from services.intake.application.forgetting.views import ForgettingFilter, ForgettingPage
from shared.access import Role, Scope, User, allowed, check_municipality

READERS = (Role.FUNCTIONAL_MANAGER, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class ListForgettings:
    user: User
    wanted: ForgettingFilter = field(default_factory=ForgettingFilter)


@allowed(*READERS, scope=Scope.MUNICIPALITY)
def list_forgettings(work: ForgettingWork, command: ListForgettings) -> ForgettingPage:
    """Raises Forbidden for a municipality that is not the user's."""
    if command.wanted.municipality:
        check_municipality(command.user, command.wanted.municipality)
    return work.forgettings.some(command.user.municipalities, command.wanted)
