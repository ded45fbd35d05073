"""What has to be known besides the route to say whether a step is possible."""

from dataclasses import dataclass
from datetime import date

from services.migration.application.route.find_provided import FindProvided, find_provided
from services.migration.application.route.find_time_to_answer import find_time_to_answer
from services.migration.application.route.find_undecided_pgb import find_undecided_pgb
from services.migration.application.route.ports import Work
from services.migration.application.route.views import RouteClient, known_terms
from services.migration.domain.deadlines.open_deadlines import decide_by, penalty_by, penalty_of
from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.route.decisions import Decision
from services.migration.domain.route.facts import Facts
from services.migration.domain.route.route import Route
from services.migration.domain.route.states import StepKind
from services.migration.domain.route.terms_of_steps import DECIDING, not_fixed, objection_term
from shared.access import system


@dataclass(frozen=True, slots=True)
class FindFacts:
    """`decision`: the one that is about to be taken; None for the one that stands."""

    client: RouteClient
    route: Route
    decision: Decision | None = None


@system
def find_facts(work: Work, asked: FindFacts) -> Facts:
    client, route = asked.client, asked.route
    reported = route.last(StepKind.REPORT_NEED)
    planned = client.plan.investigation_start if client.plan is not None else None
    standing = work.decisions.get(route.decision_id) if route.decision_id is not None else None
    of_client = work.deadlines.of([client.client_id])
    terms = known_terms(of_client, route)
    objection = objection_term(terms)
    provided = find_provided(work, FindProvided(route))
    running = {one.kind: one.last_day for one in terms if one.is_open}
    return Facts(
        today=work.today,
        law=work.law,
        calendar=work.calendar,
        to_answer=find_time_to_answer(work, client.municipality),
        investigation_start=reported.on if reported is not None else planned,
        decision=asked.decision or standing,
        objection_until=objection.last_day if objection is not None else None,
        objection_due=running.get(TermKind.DECISION_ON_OBJECTION),
        suits_on=client.suits_on,
        unsent_day=client.unsent_day,
        not_treating_until=max((one.last_day for one in terms if one.kind is TermKind.NOT_TREATING), default=None),
        first_to_stop=client.first_to_stop(route, work.today),
        may_report=client.may_report(route, work.today),
        lives_in=client.municipality,
        law_until=next((one.law_last_day for one in terms if one.is_open and one.kind in DECIDING), None),
        care_until=_care_until(client, route, provided),
        decide_by=decide_by(terms),
        offer_until=client.offer_until,
        standing=standing,
        provided_until=provided,
        penalty_full_on=min((penalty_of(one, work.law).last_day for one in not_fixed(terms)), default=None),
        pgb_undecided=find_undecided_pgb(work, client),
        penalty_by=penalty_by(of_client.get(client.client_id, ())),
    )


def _care_until(client: RouteClient, route: Route, provided: date | None) -> date | None:
    """Of the old right, in the route that follows it, and of what was decided meanwhile or before."""
    old = [client.right_until, client.accepted_until(route)] if route.number == 1 else []
    ends = min((day for day in old if day is not None), default=provided)
    return max(ends, provided) if ends is not None and provided is not None else ends
