"""A user takes a step in a client's route that asks for nothing but a day and a few details."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from services.migration.application.route.find_client import FindClient, find_client
from services.migration.application.route.find_facts import FindFacts, find_facts
from services.migration.application.route.find_route import FindRoute, find_route
from services.migration.application.route.find_time_to_answer import find_time_to_answer
from services.migration.application.route.give_up_conversation import REASONS
from services.migration.application.route.ports import Work
from services.migration.application.route.record_step import RecordStep, record_step
from services.migration.application.route.take_question_back import TakeQuestionBack, take_question_back
from services.migration.application.route.views import TAKERS, RouteClient
from services.migration.domain.route.details import LEAVE_BY, OBJECTION_UNTIL, faults_of_details
from services.migration.domain.route.route import DECIDING, Route, by_user
from services.migration.domain.route.rules import BY_THE_CLOCK
from services.migration.domain.route.states import OBJECTING, QUESTIONS, StepKind
from shared.access import Scope, User, allowed
from shared.messaging.failures import Refused

NOT_LIKE_THIS = (
    *DECIDING,
    StepKind.HOLD_CONVERSATION,
    StepKind.OBJECT,
    *BY_THE_CLOCK,
    StepKind.UNDO,
    StepKind.CORRECT_DAY,
)
"""Steps with a use case of their own."""


@dataclass(frozen=True, slots=True)
class TakeStep:
    """`details`: in the words of the wire. `seen`: as in FindRoute."""

    user: User
    client_id: str
    kind: StepKind
    on: date
    details: Mapping[str, Any] = field(default_factory=dict)
    seen: int | None = None


@allowed(*TAKERS, scope=Scope.MUNICIPALITY)
def take_step(work: Work, command: TakeStep) -> Route:
    """Raises UnknownClient, Forbidden, and Refused with the reason when the step is not possible now."""
    if command.kind in NOT_LIKE_THIS:
        raise Refused(f"De stap {command.kind.value} heeft een eigen formulier.")
    if faults := dict(faults_of_details(command.kind, command.details)):
        raise Refused(next(iter(faults.values())), faults)
    client = find_client(work, FindClient(command.user, command.client_id))
    if command.kind in REASONS:
        # Agendas and routes are kept in this order, as when an appointment is made.
        work.lock([client.municipality])
    route = find_route(work, FindRoute(command.client_id, command.seen))
    actor = by_user(command.user.id, command.user.name)
    route = take_question_back(work, TakeQuestionBack(client, route, command.kind, actor))
    details = {**_what_follows(work, client, route, command), **command.details, **_about(route, command)}
    if command.kind is StepKind.WITHDRAW_OBJECTION:
        details |= _term_that_runs(work, client, route, command.on)
    return record_step(work, RecordStep(client, route, command.kind, command.on, actor, details))


def _about(route: Route, command: TakeStep) -> Mapping[str, Any]:
    """A yes or no is about the offer itself, not about the decision that an objection to it changes nothing."""
    answers = command.kind in (StepKind.ACCEPT_OFFER, StepKind.REFUSE_OFFER)
    return {"decisionId": route.offer_id} if answers and command.details["decisionId"] == route.decision_id else {}


def _term_that_runs(work: Work, client: RouteClient, route: Route, on: date) -> Mapping[str, Any]:
    """6:7: until when the client can make another objection, when that is not over."""
    until = find_facts(work, FindFacts(client, route)).objection_until if route.state in OBJECTING else None
    return {OBJECTION_UNTIL: until.isoformat()} if until is not None and until >= on else {}


def _what_follows(work: Work, client: RouteClient, route: Route, command: TakeStep) -> Mapping[str, Any]:
    """Details that nobody has to give, as FOLLOWS says."""
    if command.kind in QUESTIONS:
        answer_by = date.fromisoformat(command.details["answerBy"])
        return {LEAVE_BY: find_time_to_answer(work, client.municipality).leave_by(answer_by).isoformat()}
    if command.kind is not StepKind.ACCEPT_OFFER or route.decision_id is None:
        return {}
    return {"oldRightUntil": work.decisions.get(route.decision_id).old_right_ends(command.on).isoformat()}
