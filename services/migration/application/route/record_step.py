"""Checks a step, keeps it, and tells it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from services.migration.application.deadlines.start_deadlines import COMMITTEE
from services.migration.application.route.ports import Work
from services.migration.application.route.views import RouteClient
from services.migration.domain.deadlines.open_deadlines import Deadline, RouteId
from services.migration.domain.deadlines.pauses import TermError
from services.migration.domain.route.decisions import Decision
from services.migration.domain.route.guards import Facts, why_not
from services.migration.domain.route.happened import StepTaken
from services.migration.domain.route.identifiers import step_id
from services.migration.domain.route.route import Actor, Route, Step
from services.migration.domain.route.states import StepKind
from services.migration.domain.route.terms_of_steps import TermsOfSteps, objection_term
from shared.access import system
from shared.calendar.days import CalendarError
from shared.messaging.failures import Refused

SOMEBODY_DIED = "Deze cliënt is overleden. Alleen stoppen kan nog."


@dataclass(frozen=True, slots=True)
class RecordStep:
    """`on`: the day on which it happened. `details`: in the words of the wire. `decision`: which the step takes.
    `undoes`: the step that this one takes back. `event_id`: of the event that is followed."""

    client: RouteClient
    route: Route
    kind: StepKind
    on: date
    actor: Actor
    details: Mapping[str, Any] = field(default_factory=dict)
    decision: Decision | None = None
    undoes: str | None = None
    event_id: str | None = None


@system
def record_step(work: Work, command: RecordStep) -> Route:
    """The route with its new step. Raises Refused with the reason why it is not possible now."""
    client, before = command.client, command.route
    step = Step(
        step_id(before, command.event_id),
        command.kind,
        command.on,
        work.today,
        command.actor,
        command.details,
        command.undoes,
    )
    if command.undoes is None:
        _check(work, command, step)
    route = before.with_step(step)
    if step.kind is StepKind.REPORT_NEED:
        route = Route(before.client_id, before.number + 1, (step,))
    terms = _terms(work, client, route)
    objection = objection_term(terms)
    work.routes.add(route, step, objection.last_day if objection is not None else None)
    work.record(
        StepTaken(client.municipality, client.revision, route, step, tuple(one for one in terms if one.is_open))
    )
    return route


def _terms(work: Work, client: RouteClient, route: Route) -> Sequence[Deadline]:
    """The terms of the route after its last step, kept. A step that is taken back takes its terms along."""
    of = RouteId(client.client_id, client.municipality, route.number)
    known = _known_terms(work, route)
    committee = work.choice(client.municipality, COMMITTEE, work.today).word == "yes"
    counting = TermsOfSteps(of, work.law, work.calendar, committee)
    step = route.steps[-1]
    try:
        terms = counting.of_steps(route.standing) if step.undoes is not None else counting.after(known, step)
    except (TermError, CalendarError) as error:
        raise Refused(str(error)) from error
    there = {one.key for one in terms}
    work.deadlines.drop([one for one in known if one.key not in there])
    work.deadlines.save([one for one in terms if one not in known])
    return terms


def _known_terms(work: Work, route: Route) -> Sequence[Deadline]:
    of_client = work.deadlines.of([route.client_id]).get(route.client_id, ())
    return [one for one in of_client if one.of.route == route.number]


def _check(work: Work, command: RecordStep, step: Step) -> None:
    if command.client.died_on is not None and step.kind is not StepKind.END:
        raise Refused(SOMEBODY_DIED)
    if reason := why_not(command.route, step, _facts(work, command)):
        raise Refused(reason)


def _facts(work: Work, command: RecordStep) -> Facts:
    client, route = command.client, command.route
    reported = route.last(StepKind.REPORT_NEED)
    planned = client.plan.investigation_start if client.plan is not None else None
    standing = work.decisions.get(route.decision_id) if route.decision_id is not None else None
    objection = objection_term(_known_terms(work, route))
    return Facts(
        today=work.today,
        law=work.law,
        investigation_start=reported.on if reported is not None else planned,
        decision=command.decision or standing,
        objection_until=objection.last_day if objection is not None else None,
    )
