"""Decides about a client, keeps the decision, and tells what it says."""

from dataclasses import dataclass
from datetime import date

from services.migration.application.route.find_client import FindClient, find_client
from services.migration.application.route.find_facts import FindFacts, find_facts
from services.migration.application.route.find_route import FindRoute, find_route
from services.migration.application.route.ports import Work
from services.migration.application.route.record_step import RecordStep, record_step
from services.migration.application.route.take_hearing_back import TakeHearingBack, take_hearing_back
from services.migration.application.route.views import TAKERS, RouteClient
from services.migration.domain.route.days_of_steps import why_before_the_law
from services.migration.domain.route.decisions import (
    CHANGES_NOTHING,
    Decision,
    DecisionKind,
    Draft,
    as_it_was,
    faults_of,
    faults_of_change,
    step_of,
)
from services.migration.domain.route.happened import DecisionMade
from services.migration.domain.route.identifiers import decision_id
from services.migration.domain.route.prolonging import with_classes
from services.migration.domain.route.reasons import reasons_of
from services.migration.domain.route.route import ON_APPLICATION, Route, by_user
from services.migration.domain.route.without_hearing import faults_of_hearing
from shared.access import Scope, User, allowed
from shared.messaging.failures import Refused


@dataclass(frozen=True, slots=True)
class MakeDecision:
    user: User
    client_id: str
    on: date
    draft: Draft
    seen: int | None = None


@allowed(*TAKERS, scope=Scope.MUNICIPALITY)
def make_decision(work: Work, command: MakeDecision) -> Decision:
    """Raises UnknownClient, Forbidden, and Refused with what is wrong per field, or why it is not possible now."""
    client = find_client(work, FindClient(command.user, command.client_id))
    # Agendas and routes are kept in this order, as when an appointment is made.
    work.lock([client.municipality])
    route = find_route(work, FindRoute(command.client_id, command.seen))
    if reason := why_before_the_law(command.on, work.law):
        raise Refused(reason, {"on": reason})
    outcome, objected = command.draft.outcome, _objected(work, route, command.draft.kind)
    decision = _decision(client, route, command, objected)
    if objected is not None and outcome in CHANGES_NOTHING:
        decision = as_it_was(decision, objected)
    faults = dict(faults_of(decision, work.law, outcome))
    faults |= dict(faults_of_change(decision, objected, outcome)) if objected is not None else {}
    faults |= dict(faults_of_hearing(route, decision, outcome, command.draft.no_hearing, work.law))
    if faults:
        raise Refused(next(iter(faults.values())), faults)
    work.decisions.save(client.client_id, route.number, decision)
    kind, details = step_of(decision, command.draft)
    actor = by_user(command.user.id, command.user.name)
    decided = record_step(work, RecordStep(client, route, kind, command.on, actor, details, decision))
    take_hearing_back(work, TakeHearingBack(client, decided))
    reasons = reasons_of(decision, work.law, outcome)
    made = DecisionMade(
        client_id=client.client_id,
        municipality=client.municipality,
        revision=client.revision,
        route=route.number,
        decision=decision,
        replaces=_replaced(route, decision),
        reasons=reasons,
        send_by=_send_by(work, client, route, decision),
    )
    work.record(made)
    return decision


def _objected(work: Work, route: Route, kind: DecisionKind) -> Decision | None:
    """What the objection is about; None for another kind of decision."""
    first = route.last(*ON_APPLICATION)
    if kind is not DecisionKind.ON_OBJECTION or first is None:
        return None
    return work.decisions.get(first.details["decisionId"])


def _replaced(route: Route, decision: Decision) -> str | None:
    """Urgent help takes the place of earlier urgent help alone."""
    return route.urgent_help_id if decision.kind is DecisionKind.URGENT_HELP else route.decision_id


def _send_by(work: Work, client: RouteClient, route: Route, decision: Decision) -> date | None:
    """Awb 4:5(4). Another decision that is sent too late stands all the same."""
    if decision.kind is not DecisionKind.NOT_TREATED:
        return None
    return find_facts(work, FindFacts(client, route)).not_treating_until


def _decision(client: RouteClient, route: Route, command: MakeDecision, objected: Decision | None) -> Decision:
    """`objected`: what the objection is about, when this is the decision on one."""
    draft = command.draft
    provisions = draft.provisions
    if DecisionKind.PROLONGATION in (draft.kind, objected.kind if objected is not None else None):
        provisions = with_classes(provisions, client.functions)
    return Decision(
        decision_id=decision_id(route),
        kind=draft.kind,
        made_on=command.on,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        provisions=provisions,
        reason=draft.reason,
        criteria=draft.criteria,
        differs_from_client=draft.differs_from_client,
        old_right_until=client.old_right_until(route, command.on),
        made_by=command.user.id,
        old_ends=client.old_ends(route, command.on),
        pgb_ends=client.pgb_ends(route, command.on),
    )
