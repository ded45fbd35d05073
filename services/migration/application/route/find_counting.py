"""What the terms of a route are counted with: law, calendar, and what the municipality chose."""

from dataclasses import dataclass

from services.migration.application.route.ports import Work
from services.migration.application.route.views import RouteClient
from services.migration.domain.deadlines.open_deadlines import RouteId
from services.migration.domain.route.terms_of_steps import TermsOfSteps
from shared.access import system

COMMITTEE = "objection.committee"


@dataclass(frozen=True, slots=True)
class FindCounting:
    client: RouteClient
    number: int


@system
def find_counting(work: Work, asked: FindCounting) -> TermsOfSteps:
    client = asked.client
    committee = work.choice(client.municipality, COMMITTEE, work.today).word == "yes"
    of = RouteId(client.client_id, client.municipality, asked.number)
    return TermsOfSteps(of, work.law, work.calendar, committee)
