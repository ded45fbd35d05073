"""Whether a user who comes from a search is asked why a file opens."""

from dataclasses import dataclass

from services.migration.application.control.ports import Work
from shared.access import STAFF, Scope, User, allowed, check_municipality


@dataclass(frozen=True, slots=True)
class AskReason:
    user: User
    client_id: str


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def ask_reason(work: Work, asked: AskReason) -> bool:
    """Once a day for each client. Nothing of the client is shown, so nothing is logged. Raises UnknownClient, and
    Forbidden for a client of another municipality."""
    check_municipality(asked.user, work.queries.client(asked.client_id, work.today).municipality)
    return not work.reasons.given(asked.user.id, asked.client_id, work.today)
