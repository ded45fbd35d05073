"""Between the values of the route and the rows of its tables."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from services.migration.domain.rights.clients import Provider
from services.migration.domain.rights.facts import DeliveryForm
from services.migration.domain.route.conversation import Answer, ConversationNotes, Need, Subject
from services.migration.domain.route.decisions import AmountUnit, Decision, DecisionKind, PgbCriteria, Provision
from services.migration.domain.route.route import Actor, By, Route, Step
from services.migration.domain.route.states import RouteState, StepKind
from shared.fields import day_or_none
from shared.json_text import json_text, json_value


def step_row(route: Route, step: Step) -> dict[str, Any]:
    return {
        "step_id": step.step_id,
        "client_id": route.client_id,
        "number": route.number,
        "position": len(route.steps),
        "kind": step.kind.value,
        "on_day": step.on,
        "recorded_on": step.recorded_on,
        "by_kind": step.by.by.value,
        "by_id": step.by.id,
        "by_name": step.by.name,
        "details": json_text(dict(step.details)),
        "undoes": step.undoes,
        "letter_left_on": step.letter_left_on,
        "municipality": step.municipality,
        "written_again_on": step.written_again_on,
    }


def step_of(row: RowMapping) -> Step:
    return Step(
        step_id=row["step_id"],
        kind=StepKind(row["kind"]),
        on=row["on_day"],
        recorded_on=row["recorded_on"],
        by=Actor(By(row["by_kind"]), row["by_id"], row["by_name"]),
        details=json_value(row["details"]),
        undoes=row["undoes"],
        letter_left_on=row["letter_left_on"],
        municipality=row["municipality"],
        written_again_on=row["written_again_on"],
    )


def route_row(route: Route, objection_until: date | None) -> dict[str, Any]:
    held = route.last(StepKind.HOLD) if route.state is RouteState.ON_HOLD else None
    until, today = route.old_right_until, route.steps[-1].recorded_on
    return {
        "client_id": route.client_id,
        "number": route.number,
        "state": route.state.value,
        "changed_on": route.steps[-1].recorded_on,
        "objection_until": objection_until,
        "held_until": date.fromisoformat(held.details["until"]) if held is not None else None,
        "old_right_until": until if until is not None and until >= today else None,
    }


def conversation_text(conversation: ConversationNotes) -> str:
    subjects = {subject.value: said for subject, said in conversation.subjects.items()}
    return json_text({**asdict(conversation), "subjects": subjects})


def conversation_of(text: str) -> ConversationNotes:
    body = json_value(text)
    return ConversationNotes(
        subjects={Subject(name): said for name, said in body.pop("subjects").items()},
        needs=tuple(Need(need["what"], Answer(need["answer"])) for need in body.pop("needs")),
        **body,
    )


def decision_text(decision: Decision) -> str:
    days = {
        name: day.isoformat() if day is not None else None
        for name, day in (
            ("made_on", decision.made_on),
            ("starts_on", decision.starts_on),
            ("ends_on", decision.ends_on),
            ("old_right_until", decision.old_right_until),
        )
    }
    ends = {"old_ends": _by_care(decision.old_ends), "pgb_ends": _by_care(decision.pgb_ends)}
    return json_text({**asdict(decision), **days, **ends})


def _by_care(ends: Mapping[str, date]) -> dict[str, str]:
    return {function: until.isoformat() for function, until in ends.items()}


def _ends_of(body: Mapping[str, str]) -> dict[str, date]:
    return {function: date.fromisoformat(until) for function, until in body.items()}


def decision_of(text: str) -> Decision:
    body = json_value(text)
    return Decision(
        decision_id=body["decision_id"],
        kind=DecisionKind(body["kind"]),
        made_on=date.fromisoformat(body["made_on"]),
        starts_on=date.fromisoformat(body["starts_on"]),
        ends_on=day_or_none(body["ends_on"]),
        provisions=tuple(_provision(one) for one in body["provisions"]),
        reason=body["reason"],
        criteria=PgbCriteria(**body["criteria"]),
        differs_from_client=body["differs_from_client"],
        old_right_until=day_or_none(body["old_right_until"]),
        made_by=body["made_by"],
        old_ends=_ends_of(body.get("old_ends", {})),
        pgb_ends=_ends_of(body.get("pgb_ends", {})),
    )


def _provision(body: dict[str, Any]) -> Provision:
    provider = body["provider"]
    return Provision(
        function=body["function"],
        amount=body["amount"],
        unit=AmountUnit(body["unit"]) if body["unit"] is not None else None,
        form=DeliveryForm(body["form"]),
        provider=Provider(**provider) if provider is not None else None,
        yearly_cents=body["yearly_cents"],
        care_class=body.get("care_class", ""),
    )
