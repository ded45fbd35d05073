"""The caseworkers of the municipalities that a user works for. No client is shown."""

from dataclasses import dataclass

from services.migration.application.planning.ports import AppointmentWork
from services.migration.application.planning.views import CASEWORKERS_PER_PAGE, CaseworkerList
from shared.access import STAFF, Scope, User, allowed, check_municipality


@dataclass(frozen=True, slots=True)
class ListCaseworkers:
    """`municipality`: None for all that the user works for. `page`: which part of them,
    of `size`."""

    user: User
    municipality: str | None
    page: int = 1
    size: int = CASEWORKERS_PER_PAGE


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def list_caseworkers(work: AppointmentWork, asked: ListCaseworkers) -> CaseworkerList:
    """Raises Forbidden for a municipality that the user does not work for."""
    if asked.municipality is not None:
        check_municipality(asked.user, asked.municipality)
    towns = asked.user.municipalities if asked.municipality is None else [asked.municipality]
    shown = work.caseworkers.part(towns, skip=(asked.page - 1) * asked.size, take=asked.size)
    return CaseworkerList(shown, work.caseworkers.names(towns))
