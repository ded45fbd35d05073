"""Facts, rights and spans as the columns of a row, and back. Lists are JSON in one column, each value by its place."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from services.billing.domain.client.care import DeliveryForm, Domain
from services.billing.domain.client.revisions import ClientFacts, ClientRights, DeterminedRight, IndicatedFunction
from services.billing.domain.client.route import (
    DecisionKind,
    DecisionMade,
    Ending,
    Provision,
    RightEnded,
    RouteFact,
    Step,
    StepTaken,
    Told,
)
from services.billing.domain.client.spans import Span
from shared.fields import day_or_none, text_or_none
from shared.json_text import json_text, json_value

Columns = dict[str, Any]


def facts_columns(facts: ClientFacts) -> Columns:
    return {
        "client_id": facts.client_id,
        "revision": facts.revision,
        "municipality": facts.municipality,
        "birth_date": facts.birth_date,
        "functions": json_text([_function_list(each) for each in facts.functions]),
        "died_on": facts.died_on,
    }


def facts_of(row: RowMapping) -> ClientFacts:
    functions = tuple(_function_of(*values) for values in json_value(row["functions"]))
    return ClientFacts(
        row["client_id"], row["revision"], row["municipality"], row["birth_date"], functions, row["died_on"]
    )


def rights_columns(rights: ClientRights) -> Columns:
    return {
        "client_id": rights.client_id,
        "revision": rights.revision,
        "municipality": rights.municipality,
        "determined_on": rights.determined_on,
        "rights": json_text([_right_list(each) for each in rights.rights]),
    }


def rights_of(row: RowMapping) -> ClientRights:
    rights = tuple(_right_of(*values) for values in json_value(row["rights"]))
    return ClientRights(row["client_id"], row["revision"], row["municipality"], row["determined_on"], rights)


def told_columns(told: Told) -> Columns:
    kind, fact = _fact_json(told.fact)
    return {
        "client_id": told.client_id,
        "number": told.number,
        "after_revision": told.after_revision,
        "kind": kind,
        "fact": json_text(fact),
    }


def told_of(row: RowMapping) -> Told:
    fact = _FACTS[row["kind"]](json_value(row["fact"]))
    return Told(row["client_id"], row["number"], row["after_revision"], fact)


def day_columns(days: Span | None) -> Columns:
    return {"first_day": days.first if days else None, "last_day": days.last if days else None}


def days_of(row: RowMapping) -> Span | None:
    return None if row["first_day"] is None else Span(row["first_day"], row["last_day"])


def _function_list(function: IndicatedFunction) -> list[object]:
    return [
        function.id,
        function.word,
        function.care_class,
        function.delivery_form.value,
        function.transport,
        function.zzp or "",
        [] if function.gross_year is None else [function.gross_year],
    ]


def _function_of(
    id_: str, word: str, care_class: str, form: str, transport: bool, zzp: str, gross_year: list[int]
) -> IndicatedFunction:
    return IndicatedFunction(
        id=id_,
        word=word,
        care_class=care_class,
        delivery_form=DeliveryForm(form),
        transport=transport,
        zzp=zzp or None,
        gross_year=gross_year[0] if gross_year else None,
    )


def _right_list(right: DeterminedRight) -> list[object]:
    until = right.pgb_until.isoformat() if right.pgb_until else ""
    days = [[right.days.first.isoformat(), right.days.last.isoformat()]] if right.days else []
    kept: list[object] = [
        right.function_id,
        right.domain.value,
        right.delivery_form.value,
        right.conditional,
        days,
        until,
    ]
    return [*kept, True] if right.pgb_given_up else kept


def _right_of(
    function_id: str,
    domain: str,
    form: str,
    conditional: bool,
    days: list[list[str]],
    pgb_until: str,
    pgb_given_up: bool = False,
) -> DeterminedRight:
    return DeterminedRight(
        function_id=function_id,
        domain=Domain(domain),
        delivery_form=DeliveryForm(form),
        conditional=conditional,
        days=Span(*(date.fromisoformat(day) for day in days[0])) if days else None,
        pgb_until=date.fromisoformat(pgb_until) if pgb_until else None,
        pgb_given_up=pgb_given_up,
    )


def _fact_json(fact: RouteFact) -> tuple[str, dict[str, object]]:
    match fact:
        case DecisionMade():
            return "decision", {
                "id": fact.decision_id,
                "route": fact.route,
                "municipality": fact.municipality,
                "kind": fact.kind.value,
                "made": fact.made_on.isoformat(),
                "starts": fact.starts_on.isoformat(),
                "ends": text_or_none(fact.ends_on),
                "provisions": [[each.word, each.form.value, each.yearly_cents] for each in fact.provisions],
                "replaces": fact.replaces,
                "waits": fact.waits_for_acceptance,
            }
        case StepTaken():
            return "step", {
                "id": fact.step_id,
                "step": fact.step.value,
                "recorded": fact.recorded_on.isoformat(),
                "decision": fact.decision_id,
                "until": text_or_none(fact.old_right_until),
                "undoes": fact.undoes,
                "died": text_or_none(fact.died_on),
            }
        case RightEnded():
            return "ended", {
                "last": fact.last_day.isoformat(),
                "why": fact.why.value,
                "functions": list(fact.function_ids),
            }


def _decision_of(kept: dict[str, Any]) -> DecisionMade:
    return DecisionMade(
        decision_id=kept["id"],
        route=kept["route"],
        municipality=kept["municipality"],
        kind=DecisionKind(kept["kind"]),
        made_on=date.fromisoformat(kept["made"]),
        starts_on=date.fromisoformat(kept["starts"]),
        ends_on=day_or_none(kept["ends"]),
        provisions=tuple(Provision(word, DeliveryForm(form), cents) for word, form, cents in kept["provisions"]),
        replaces=kept["replaces"],
        waits_for_acceptance=kept["waits"],
    )


def _step_of(kept: dict[str, Any]) -> StepTaken:
    recorded = date.fromisoformat(kept["recorded"])
    until = day_or_none(kept["until"])
    died = day_or_none(kept.get("died"))
    return StepTaken(kept["id"], Step(kept["step"]), recorded, kept["decision"], until, kept["undoes"], died)


def _ended_of(kept: dict[str, Any]) -> RightEnded:
    return RightEnded(date.fromisoformat(kept["last"]), Ending(kept["why"]), tuple(kept["functions"]))


_FACTS: Mapping[str, Callable[[dict[str, Any]], RouteFact]] = {
    "decision": _decision_of,
    "step": _step_of,
    "ended": _ended_of,
}
