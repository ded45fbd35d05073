"""Shows a user what it does to correct the first day of a deadline, before it is done; a line in the read log."""

from dataclasses import dataclass
from datetime import date

from services.migration.application.route.find_client import FindClient, find_client
from services.migration.application.route.find_correction import FindCorrection, find_correction
from services.migration.application.route.ports import Work
from services.migration.application.route.views import TAKERS, Correction
from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.route.route import Route
from shared.access import Scope, User, allowed, check_municipality
from shared.looks.purpose import opening

PURPOSE = opening("correct-term", "verbeteren van een termijn")


@dataclass(frozen=True, slots=True)
class WeighCorrection:
    """As in FindCorrection."""

    user: User
    client_id: str
    kind: TermKind
    number: int
    on: date | None = None


@allowed(*TAKERS, scope=Scope.MUNICIPALITY)
def weigh_correction(work: Work, asked: WeighCorrection) -> Correction:
    """Raises UnknownClient, UnknownDeadline, Forbidden, and Refused with the reason when it cannot be corrected."""
    client = find_client(work, FindClient(asked.user, asked.client_id))
    route = work.routes.of([asked.client_id]).get(asked.client_id, Route(asked.client_id, 1))
    work.read_log.write(asked.user, [asked.client_id], PURPOSE)
    found = find_correction(work, FindCorrection(client, route, asked.kind, asked.number, asked.on))
    check_municipality(asked.user, found.deadline.of.municipality)
    return found
