"""The control page: what became of everybody. Figures only, no person is shown."""

from dataclasses import dataclass

from services.migration.application.control.boards import Control
from services.migration.application.control.count_control import count_control
from services.migration.application.control.ports import Work
from shared.access import STAFF, Role, Scope, User, allowed, check_municipality


@dataclass(frozen=True, slots=True)
class ShowControl:
    """`municipality`: None for all that the user works for."""

    user: User
    municipality: str | None


@allowed(*STAFF, Role.FINANCE, scope=Scope.MUNICIPALITY)
def show_control(work: Work, asked: ShowControl) -> Control:
    """Raises Forbidden for a municipality that the user does not work for."""
    municipalities = asked.user.municipalities
    if asked.municipality is not None:
        check_municipality(asked.user, asked.municipality)
        municipalities = frozenset({asked.municipality})
    return count_control(work, municipalities)
