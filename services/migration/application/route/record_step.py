"""Checks a step, keeps it, and tells it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from services.migration.application.route.find_counting import FindCounting, find_counting
from services.migration.application.route.find_facts import FindFacts, find_facts
from services.migration.application.route.give_up_conversation import GiveUpConversation, give_up_conversation
from services.migration.application.route.ports import Work
from services.migration.application.route.views import RouteClient, known_terms
from services.migration.domain.deadlines.open_deadlines import Closing, Deadline, close
from services.migration.domain.deadlines.pauses import TermError
from services.migration.domain.deadlines.terms import TermKind
from services.migration.domain.route.cautions import caution_of
from services.migration.domain.route.decisions import Decision
from services.migration.domain.route.details import DESPITE
from services.migration.domain.route.guards import SOMEBODY_DIED, why_not
from services.migration.domain.route.happened import StepTaken
from services.migration.domain.route.identifiers import step_id
from services.migration.domain.route.route import Actor, Route, Step
from services.migration.domain.route.states import StepKind
from services.migration.domain.route.terms_of_steps import objection_term
from shared.access import system
from shared.calendar.days import CalendarError
from shared.messaging.failures import Refused


@dataclass(frozen=True, slots=True)
class RecordStep:
    """`on`: the day on which it happened. `details`: in the words of the wire. `decision`: which the step takes.
    `undoes`: the step that this one takes back. `occasion`: what is followed (identifiers.step_id). `terms`: those of
    the route after the step, when they do not follow from the step alone."""

    client: RouteClient
    route: Route
    kind: StepKind
    on: date
    actor: Actor
    details: Mapping[str, Any] = field(default_factory=dict)
    decision: Decision | None = None
    undoes: str | None = None
    occasion: str | None = None
    terms: Sequence[Deadline] | None = None


@system
def record_step(work: Work, command: RecordStep) -> Route:
    """The route with its new step. Raises Refused with the reason why it is not possible now."""
    client, before = command.client, command.route
    step = Step(
        step_id(before, command.occasion),
        command.kind,
        command.on,
        work.today,
        command.actor,
        command.details,
        command.undoes,
        municipality=client.municipality,
    )
    if command.undoes is None and command.kind is not StepKind.CORRECT_DAY:
        _check(work, command, step)
    route = before.with_step(step)
    if step.kind is StepKind.REPORT_NEED:
        route = Route(before.client_id, before.number + 1, (step,))
    terms = _terms(work, command, route)
    objection = objection_term(terms)
    work.routes.add(route, step, objection.last_day if objection is not None and objection.is_open else None)
    work.record(
        StepTaken(client.municipality, client.revision, route, step, tuple(one for one in terms if one.is_open))
    )
    give_up_conversation(work, GiveUpConversation(route))
    return route


def _terms(work: Work, command: RecordStep, route: Route) -> Sequence[Deadline]:
    """The terms of the route after its last step, kept. A step that is taken back takes its terms along."""
    known = known_terms(work.deadlines.of([route.client_id]), route)
    terms = command.terms if command.terms is not None else _counted(work, command, route, known)
    there = {one.key for one in terms}
    work.deadlines.drop([one for one in known if one.key not in there])
    work.deadlines.save([one for one in terms if one not in known])
    work.deadlines.save(_of_earlier_routes(work, route))
    if command.kind is StepKind.REPORT_NEED and command.route.begins_anew_in(command.client.municipality):
        left = known_terms(work.deadlines.of([route.client_id]), command.route)
        # What another municipality decided goes no further here; a penalty is owed also to who moved.
        ends = (one for one in left if one.is_open and one.kind is not TermKind.PENALTY_DECISION)
        work.deadlines.save([close(one, command.on, Closing.ROUTE_ENDED) for one in ends])
    return terms


def _of_earlier_routes(work: Work, route: Route) -> Sequence[Deadline]:
    """A penalty that is fixed, or not any more, can be for a decision before the client's last report."""
    step = route.steps[-1]
    undone = next((one for one in route.steps if one.step_id == step.undoes), None)
    if StepKind.FIX_PENALTY not in (step.kind, undone.kind if undone is not None else None):
        return []
    of_client = work.deadlines.of([route.client_id]).get(route.client_id, ())
    earlier = [one for one in of_client if one.of.route < route.number and one.kind is TermKind.PENALTY_DECISION]
    if undone is None:
        return [close(one, step.on) for one in earlier if one.is_open]
    return [replace(one, closed_on=None, closed_as=None) for one in earlier if one.closed_on == undone.on]


def _counted(work: Work, command: RecordStep, route: Route, known: Sequence[Deadline]) -> Sequence[Deadline]:
    counting = find_counting(work, FindCounting(command.client, route.number))
    step = route.steps[-1]
    try:
        if step.undoes is not None:
            return counting.of_steps(route.standing)
        return counting.after(known, step, command.route.standing)
    except (TermError, CalendarError) as error:
        raise Refused(str(error)) from error


def _check(work: Work, command: RecordStep, step: Step) -> None:
    if command.client.died_on is not None and step.kind is not StepKind.END:
        raise Refused(SOMEBODY_DIED)
    facts = find_facts(work, FindFacts(command.client, command.route, command.decision))
    if reason := why_not(command.route, step, facts):
        raise Refused(reason)
    if caution := caution_of(command.route, step, facts):
        raise Refused(caution, {DESPITE: caution})
