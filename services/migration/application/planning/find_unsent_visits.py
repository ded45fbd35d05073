"""The visits that are near and of which the letter still lies here: somebody has to send it, or to call."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from services.migration.application.planning.ports import VisitWork
from shared.access import system

DAYS_UNSENT = "appointment.days-unsent"


@dataclass(frozen=True, slots=True)
class FindUnsentVisits:
    """`client_ids`: of this municipality."""

    municipality: str
    client_ids: Iterable[str]


@system
def find_unsent_visits(work: VisitWork, asked: FindUnsentVisits) -> Mapping[str, date]:
    """By client the day. What is over is no visit to come."""
    last = work.today + timedelta(days=work.choice(asked.municipality, DAYS_UNSENT, work.today).number)
    found = work.appointments.unsent(set(asked.client_ids))
    return {client_id: day for client_id, day in found.items() if work.today <= day <= last}
