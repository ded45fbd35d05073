"""The year at a glance: figures only, no person is shown."""

from dataclasses import dataclass

from services.migration.application.control.ports import Work
from services.migration.application.control.views import Year
from shared.access import STAFF, Role, Scope, User, allowed, check_municipality


@dataclass(frozen=True, slots=True)
class ShowYear:
    """`municipality`: None for all that the user works for."""

    user: User
    municipality: str | None


@allowed(*STAFF, Role.FINANCE, scope=Scope.MUNICIPALITY)
def show_year(work: Work, asked: ShowYear) -> Year:
    """Raises Forbidden for a municipality that the user does not work for."""
    if asked.municipality is None:
        return work.queries.year(asked.user.municipalities, work.today)
    check_municipality(asked.user, asked.municipality)
    return work.queries.year(frozenset({asked.municipality}), work.today)
