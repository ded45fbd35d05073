"""The API about the route: what a caseworker does on the screens, for whoever does it by machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

from services.migration.application.route.correct_day import CorrectDay, correct_day
from services.migration.application.route.hold_conversation import HoldConversation, hold_conversation
from services.migration.application.route.keep_conversation import KeepConversation, keep_conversation
from services.migration.application.route.make_decision import MakeDecision, make_decision
from services.migration.application.route.ports import ConversationWork
from services.migration.application.route.show_route import ShowRoute, show_route
from services.migration.application.route.take_objection import TakeObjection, take_objection
from services.migration.application.route.take_step import TakeStep, take_step
from services.migration.application.route.views import (
    NO_CLIENT,
    NO_DEADLINE,
    TAKERS,
    Correction,
    RouteFile,
    UnknownClient,
    UnknownDeadline,
)
from services.migration.application.route.weigh_correction import WeighCorrection, weigh_correction
from services.migration.domain.rights.clients import Provider
from services.migration.domain.route.conversation import ConversationNotes, Need
from services.migration.domain.route.decisions import Draft, PgbCriteria, Provision
from services.migration.entrypoints.route.schemas import (
    ConversationSchema,
    CorrectDaySchema,
    CorrectionSchema,
    DecisionSchema,
    ObjectionReceivedSchema,
    RouteSchema,
    TakeStepSchema,
)
from shared.access import STAFF, Scope
from shared.messaging.work import Works
from shared.web.api import Api
from shared.web.app import current_user
from shared.web.problem import NotFound


def add_route(described: Api, works: Works[ConversationWork]) -> None:
    @described.route(
        "GET",
        "/clients/<uuid:id>/route",
        *STAFF,
        scope=Scope.MUNICIPALITY,
        summary="Hoe de herbeoordeling van een cliënt staat; het lezen komt in het leeslogboek",
        response=RouteSchema,
    )
    def route(id: UUID) -> dict[str, Any]:
        return _shown(works, id)

    @described.route(
        "POST",
        "/clients/<uuid:id>/route/steps",
        *TAKERS,
        scope=Scope.MUNICIPALITY,
        summary="Een stap zetten in de herbeoordeling van een cliënt",
        body=TakeStepSchema,
        response=RouteSchema,
    )
    def add_step(id: UUID, body: dict[str, Any]) -> dict[str, Any]:
        with _or_not_found(), works.begin() as work:
            take_step(work, TakeStep(current_user(), str(id), body["step"], body["on"], body["details"]))
        return _shown(works, id)

    @described.route(
        "POST",
        "/clients/<uuid:id>/route/conversation",
        *TAKERS,
        scope=Scope.MUNICIPALITY,
        summary="Bewaren wat er in het gesprek is besproken, en het gesprek afronden",
        body=ConversationSchema,
        response=RouteSchema,
    )
    def add_conversation(id: UUID, body: dict[str, Any]) -> dict[str, Any]:
        on = body.pop("on")
        notes = ConversationNotes(needs=tuple(Need(**need) for need in body.pop("needs")), **body)
        with _or_not_found(), works.begin() as work:
            keep_conversation(work, KeepConversation(current_user(), str(id), notes))
            if on is not None:
                hold_conversation(work, HoldConversation(current_user(), str(id), on))
        return _shown(works, id)

    @described.route(
        "POST",
        "/clients/<uuid:id>/route/objections",
        *TAKERS,
        scope=Scope.MUNICIPALITY,
        summary="Een bezwaar vastleggen; of het op tijd is, rekenen wij uit",
        body=ObjectionReceivedSchema,
        response=RouteSchema,
    )
    def add_objection(id: UUID, body: dict[str, Any]) -> dict[str, Any]:
        with _or_not_found(), works.begin() as work:
            take_objection(work, TakeObjection(current_user(), str(id), **body))
        return _shown(works, id)

    @described.route(
        "POST",
        "/clients/<uuid:id>/route/corrections",
        *TAKERS,
        scope=Scope.MUNICIPALITY,
        summary="De dag verbeteren waarna een termijn loopt, of alleen vragen wat dat verandert",
        body=CorrectDaySchema,
        response=CorrectionSchema,
    )
    def add_correction(id: UUID, body: dict[str, Any]) -> dict[str, Any]:
        user, client_id, kind, number, on = current_user(), str(id), body["kind"], body["number"], body["first_day"]
        with _or_not_found(), works.read() as work:
            found = weigh_correction(work, WeighCorrection(user, client_id, kind, number, on))
        if body["keep"]:
            command = CorrectDay(user, client_id, kind, number, on, body["why"], len(found.route.steps))
            with works.begin() as work:
                correct_day(work, command)
        return _as_correction(found, on)

    @described.route(
        "POST",
        "/clients/<uuid:id>/route/decisions",
        *TAKERS,
        scope=Scope.MUNICIPALITY,
        summary="Een besluit nemen over een cliënt",
        body=DecisionSchema,
        response=RouteSchema,
    )
    def add_decision(id: UUID, body: dict[str, Any]) -> dict[str, Any]:
        with _or_not_found(), works.begin() as work:
            make_decision(work, MakeDecision(current_user(), str(id), body["on"], _draft(body)))
        return _shown(works, id)


@contextmanager
def _or_not_found() -> Iterator[None]:
    try:
        yield
    except UnknownClient as error:
        raise NotFound(NO_CLIENT) from error
    except UnknownDeadline as error:
        raise NotFound(NO_DEADLINE) from error


def _as_correction(found: Correction, on: date) -> dict[str, Any]:
    return {
        "step": found.step.kind,
        "was": found.step.on,
        "becomes": on,
        "effects": found.effects,
        "objection_in_time": found.judged.judgement.in_time if found.judged is not None else None,
    }


def _draft(body: dict[str, Any]) -> Draft:
    return Draft(
        kind=body["kind"],
        starts_on=body["starts_on"],
        ends_on=body["ends_on"],
        provisions=tuple(_provision(one) for one in body["provisions"]),
        reason=body["reason"],
        criteria=PgbCriteria(body["able"], body["wants_with_reasons"], body["good_care"]),
        differs_from_client=body["differs_from_client"],
        outcome=body["outcome"],
        despite=body["despite"],
        no_hearing=body["no_hearing"],
    )


def _provision(body: dict[str, Any]) -> Provision:
    provider = body.pop("provider")
    return Provision(**body, provider=Provider(**provider) if provider is not None else None)


def _shown(works: Works[ConversationWork], client_id: UUID) -> dict[str, Any]:
    with _or_not_found(), works.read() as work:
        return _as_answer(show_route(work, ShowRoute(current_user(), str(client_id))))


def _as_answer(file: RouteFile) -> dict[str, Any]:
    steps = [
        {"step_id": step.step_id, "step": step.kind, "on": step.on, "by": step.by.name} for step in file.route.standing
    ]
    return {
        "route": file.route.number,
        "state": file.route.state,
        "steps": steps,
        "possible": list(file.possible),
        "refused": [{"step": kind, "why": why} for kind, why in file.refused.items()],
        "deadlines": [{"kind": one.kind.value, "last_day": one.last_day} for one in file.running],
        "decision_id": file.route.decision_id,
        "old_right_until": file.old_right_until,
        "waits_for_acceptance": file.decision is not None and file.decision.waits_for_acceptance,
    }
