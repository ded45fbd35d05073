"""The caseworkers of the municipalities that a user works for. No client is shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.migration.application.planning.ports import AppointmentWork
from services.migration.domain.planning.caseworkers import Caseworker
from shared.access import STAFF, Scope, User, allowed, check_municipality


@dataclass(frozen=True, slots=True)
class ListCaseworkers:
    """`municipality`: None for all that the user works for."""

    user: User
    municipality: str | None


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def list_caseworkers(work: AppointmentWork, asked: ListCaseworkers) -> Sequence[Caseworker]:
    """Raises Forbidden for a municipality that the user does not work for."""
    if asked.municipality is not None:
        check_municipality(asked.user, asked.municipality)
    return work.caseworkers.of(asked.user.municipalities if asked.municipality is None else [asked.municipality])
