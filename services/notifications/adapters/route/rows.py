"""Facts of a client's route as rows of tables, and back."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from services.notifications.domain.client.recipient import Provider
from services.notifications.domain.client.slip_code import slip_code
from services.notifications.domain.route.facts import (
    DECISIONS,
    PLACES,
    UNITS,
    WHY_CANCELLED,
    WHY_ENDED,
    Appointment,
    BudgetStop,
    CancelledAppointment,
    ConfirmedAppointment,
    Decision,
    OpenTerm,
    Provision,
    RightEnded,
    RightEnding,
    Step,
)
from shared.json_text import json_text, json_value

APPOINTMENT_COLUMNS = [field.name for field in fields(Appointment)]
CANCELLED_COLUMNS = [field.name for field in fields(CancelledAppointment)]
CONFIRMED_COLUMNS = [field.name for field in fields(ConfirmedAppointment)]
DECISION_COLUMNS = [field.name for field in fields(Decision)]


def appointment_row(one: Appointment) -> dict[str, Any]:
    row = {name: getattr(one, name) for name in APPOINTMENT_COLUMNS}
    return row | {"replaces": one.replaces or "", "slip_code": slip_code(one.appointment_id, one.client_id)}


def appointment_of(row: RowMapping) -> Appointment:
    kept = {name: row[name] for name in APPOINTMENT_COLUMNS}
    return Appointment(**(kept | {"place": PLACES[row["place"]], "replaces": row["replaces"] or None}))


def cancelled_row(one: CancelledAppointment) -> dict[str, Any]:
    return {name: getattr(one, name) for name in CANCELLED_COLUMNS}


def cancelled_of(row: RowMapping) -> CancelledAppointment:
    kept = {name: row[name] for name in CANCELLED_COLUMNS}
    return CancelledAppointment(**(kept | {"reason": WHY_CANCELLED[row["reason"]]}))


def confirmed_row(one: ConfirmedAppointment) -> dict[str, Any]:
    return {name: getattr(one, name) for name in CONFIRMED_COLUMNS}


def confirmed_of(row: RowMapping) -> ConfirmedAppointment:
    return ConfirmedAppointment(**{name: row[name] for name in CONFIRMED_COLUMNS})


def step_row(one: Step) -> dict[str, Any]:
    return {
        "client_id": one.client_id,
        "step_id": one.step_id,
        "municipality": one.municipality,
        "route": one.route,
        "step": one.step,
        "state": one.state,
        "on_day": one.on,
        "recorded_on": one.recorded_on,
        "undoes": one.undoes or "",
        "terms": terms_text(one.terms),
        "details": json_text(dict(one.details)),
        "number": one.number,
    }


def terms_text(terms: Sequence[OpenTerm]) -> str:
    return json_text([[term.kind, term.last_day.isoformat(), term.law, term.article] for term in terms])


def step_of(row: RowMapping) -> Step:
    return Step(
        client_id=row["client_id"],
        step_id=row["step_id"],
        municipality=row["municipality"],
        route=row["route"],
        step=row["step"],
        state=row["state"],
        on=row["on_day"],
        recorded_on=row["recorded_on"],
        undoes=row["undoes"] or None,
        terms=tuple(
            OpenTerm(kind, date.fromisoformat(day), law, article)
            for kind, day, law, article in json_value(row["terms"])
        ),
        details=json_value(row["details"]),
        number=row["number"],
    )


def decision_row(one: Decision) -> dict[str, Any]:
    row = {name: getattr(one, name) for name in DECISION_COLUMNS}
    return row | {
        "provisions": json_text([_provision_json(each) for each in one.provisions]),
        "old_ends": _ends_json(one.old_ends),
        "pgb_ends": _ends_json(one.pgb_ends),
    }


def decision_of(row: RowMapping) -> Decision:
    kept = {name: row[name] for name in DECISION_COLUMNS}
    provisions = tuple(_provision_of(each) for each in json_value(row["provisions"]))
    ends = {"old_ends": _ends_of(row["old_ends"]), "pgb_ends": _ends_of(row["pgb_ends"])}
    return Decision(**(kept | ends | {"kind": DECISIONS[row["kind"]], "provisions": provisions}))


def _ends_json(ends: Mapping[str, date]) -> str:
    return json_text({care: until.isoformat() for care, until in ends.items()})


def _ends_of(text: str) -> dict[str, date]:
    return {care: date.fromisoformat(until) for care, until in json_value(text).items()}


def _provision_json(provision: Provision) -> dict[str, Any]:
    who = provision.provider
    return {
        "function": provision.function,
        "amount": provision.amount,
        "unit": provision.unit,
        "pgb": provision.pgb,
        "provider": {"agb": who.agb, "name": who.name} if who else None,
        "yearlyCents": provision.yearly_cents,
        "class": provision.care_class,
    }


def _provision_of(kept: Mapping[str, Any]) -> Provision:
    return Provision(
        function=kept["function"],
        amount=kept["amount"],
        unit=UNITS[kept["unit"]],
        pgb=kept["pgb"],
        provider=Provider(**kept["provider"]) if kept["provider"] else None,
        yearly_cents=kept["yearlyCents"],
        care_class=kept.get("class", ""),
    )


def right_ended_row(one: RightEnded) -> dict[str, Any]:
    return {
        "client_id": one.client_id,
        "last_day": one.last_day,
        "why": one.why,
        "key": _key(one.functions),
        "functions": json_text(list(one.functions)),
        "decision_id": one.decision_id,
    }


def right_ended_of(row: RowMapping) -> RightEnded:
    return RightEnded(
        client_id=row["client_id"],
        last_day=row["last_day"],
        why=WHY_ENDED[row["why"]],
        functions=tuple(json_value(row["functions"])),
        decision_id=row["decision_id"],
    )


def right_ending_row(one: RightEnding) -> dict[str, Any]:
    return {
        "client_id": one.client_id,
        "last_day": one.last_day,
        "weeks": one.weeks,
        "key": _key(one.functions),
        "functions": json_text(list(one.functions)),
        "told_on": one.told_on,
        "decided": one.decided,
        "revision": one.revision,
    }


def right_ending_of(row: RowMapping) -> RightEnding:
    return RightEnding(
        client_id=row["client_id"],
        last_day=row["last_day"],
        weeks=row["weeks"],
        told_on=row["told_on"],
        functions=tuple(json_value(row["functions"])),
        decided=row["decided"],
        revision=row["revision"],
    )


def budget_stop_row(one: BudgetStop) -> dict[str, Any]:
    return {
        "client_id": one.client_id,
        "last_day": one.last_day,
        "weeks": one.weeks,
        "key": _key(one.functions),
        "functions": json_text(list(one.functions)),
        "revision": one.revision,
    }


def budget_stop_of(row: RowMapping) -> BudgetStop:
    functions = tuple(json_value(row["functions"]))
    return BudgetStop(row["client_id"], row["last_day"], row["weeks"], functions, row["revision"])


def _key(functions: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(functions).encode()).hexdigest()[:32]
