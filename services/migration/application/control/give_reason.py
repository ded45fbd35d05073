"""A user says why a file opens; it holds for the rest of the day."""

from dataclasses import dataclass

from services.migration.application.control.ports import Work
from shared.access import STAFF, Scope, User, allowed, check_municipality


@dataclass(frozen=True, slots=True)
class GiveReason:
    user: User
    client_id: str
    reason: str


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def give_reason(work: Work, given: GiveReason) -> None:
    """Raises UnknownClient, and Forbidden for a client of another municipality."""
    check_municipality(given.user, work.queries.client(given.client_id, work.today).municipality)
    work.reasons.give(given.user.id, given.client_id, work.today, given.reason)
