"""A correction that was made: who corrected which day, when and why, and what it moved; a line in the read log."""

from dataclasses import dataclass

from services.migration.application.route.ports import Work
from services.migration.application.route.views import KeptCorrection, UnknownCorrection
from shared.access import STAFF, Scope, User, allowed, check_municipality
from shared.looks.purpose import opening

PURPOSE = opening("corrected-term", "inzien van een verbeterde termijn")


@dataclass(frozen=True, slots=True)
class ShowCorrection:
    """`step_id`: of the step that corrects."""

    user: User
    client_id: str
    step_id: str


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def show_correction(work: Work, asked: ShowCorrection) -> KeptCorrection:
    """Raises UnknownClient, UnknownCorrection, and Forbidden for a client of another municipality."""
    client = work.route_clients.client(asked.client_id)
    check_municipality(asked.user, client.municipality)
    for route in work.routes.earlier(asked.client_id):
        for correction in route.corrections:
            if correction.step_id == asked.step_id:
                work.read_log.write(asked.user, [asked.client_id], PURPOSE)
                return KeptCorrection(client, route, correction)
    raise UnknownCorrection(asked.step_id)
