"""Clients' data to rows and back."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from services.notifications.domain.client.money import Budget, Contribution, Regime
from services.notifications.domain.client.recipient import SEXES, Address, DeliveredCare, Provider, Recipient
from services.notifications.domain.client.right import DOMAINS, FINDINGS, ClientRight, Days, FunctionRight, Plan
from services.notifications.domain.client.route import (
    DECISIONS,
    PLACES,
    UNITS,
    WHY_CANCELLED,
    WHY_ENDED,
    Appointment,
    CancelledAppointment,
    Decision,
    OpenTerm,
    Provision,
    RightEnded,
    RightEnding,
    Step,
)
from services.notifications.domain.client.slip_code import slip_code
from shared.json_text import json_text, json_value
from shared.law.reasons import Reason

DAY_COLUMNS = [field.name for field in fields(Days)]
PLAN_COLUMNS = [field.name for field in fields(Plan)]


def recipient_row(recipient: Recipient) -> dict[str, Any]:
    return {
        "client_id": recipient.client_id,
        "revision": recipient.revision,
        "municipality": recipient.municipality,
        "initials": recipient.initials,
        "prefix": recipient.prefix,
        "surname": recipient.surname,
        "sex": recipient.sex,
        "birth_date": recipient.birth_date,
        "died_on": recipient.died_on,
        "address": json_text(_address_json(recipient.address)),
        "secret_address": recipient.secret_address,
        "household_id": recipient.household_id,
        "held_back_rows": recipient.held_back_rows,
        "delivered": json_text([_care_json(care) for care in recipient.delivered]),
    }


def recipient_of(row: RowMapping) -> Recipient:
    return Recipient(
        client_id=row["client_id"],
        revision=row["revision"],
        municipality=row["municipality"],
        initials=row["initials"],
        prefix=row["prefix"],
        surname=row["surname"],
        sex=SEXES[row["sex"]],
        birth_date=row["birth_date"],
        died_on=row["died_on"],
        address=_address_of(json_value(row["address"])),
        secret_address=row["secret_address"],
        household_id=row["household_id"],
        held_back_rows=row["held_back_rows"],
        delivered=tuple(_care_of(care) for care in json_value(row["delivered"])),
    )


def right_row(right: ClientRight) -> dict[str, Any]:
    return {name: getattr(right.days, name) for name in DAY_COLUMNS} | {
        "client_id": right.client_id,
        "revision": right.revision,
        "municipality": right.municipality,
        "determined_on": right.determined_on,
        "state": right.state,
        "minor": right.minor,
        "adult_on": right.adult_on,
        "functions": json_text([_function_json(function) for function in right.functions]),
    }


def right_of(row: RowMapping) -> ClientRight:
    return ClientRight(
        client_id=row["client_id"],
        revision=row["revision"],
        municipality=row["municipality"],
        determined_on=row["determined_on"],
        state=row["state"],
        minor=row["minor"],
        adult_on=row["adult_on"],
        days=Days(**{name: row[name] for name in DAY_COLUMNS}),
        functions=tuple(_function_of(function) for function in json_value(row["functions"])),
    )


def plan_row(plan: Plan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in PLAN_COLUMNS}


def plan_of(row: RowMapping) -> Plan:
    return Plan(**{name: row[name] for name in PLAN_COLUMNS})


def budget_row(budget: Budget) -> dict[str, Any]:
    return {
        "client_id": budget.client_id,
        "revision": budget.revision,
        "municipality": budget.municipality,
        "first_day": budget.first_day,
        "last_day": budget.last_day,
        "gross_cents": budget.gross,
        "contribution_cents": budget.contribution,
        "net_cents": budget.net,
        "unaccountable_cents": budget.unaccountable,
        "withdrawn": budget.withdrawn or "",
    }


def budget_change_row(budget: Budget) -> dict[str, Any]:
    return budget_row(budget) | {"turn": budget.turn}


def budget_of(row: RowMapping) -> Budget:
    return Budget(
        client_id=row["client_id"],
        revision=row["revision"],
        municipality=row["municipality"],
        first_day=row["first_day"],
        last_day=row["last_day"],
        gross=row["gross_cents"],
        contribution=row["contribution_cents"],
        net=row["net_cents"],
        unaccountable=row["unaccountable_cents"],
        withdrawn=row["withdrawn"] or None,
        turn=row.get("turn", 0),
    )


def contribution_row(contribution: Contribution) -> dict[str, Any]:
    return {
        "client_id": contribution.client_id,
        "revision": contribution.revision,
        "regimes": json_text([_regime_json(regime) for regime in contribution.regimes]),
    }


def contribution_of(row: RowMapping) -> Contribution:
    regimes = tuple(_regime_of(regime) for regime in json_value(row["regimes"]))
    return Contribution(row["client_id"], row["revision"], regimes)


def _address_json(address: Address) -> dict[str, Any]:
    return {
        "street": address.street,
        "houseNumber": address.house_number,
        "houseLetter": address.house_letter,
        "addition": address.addition,
        "postcode": address.postcode,
        "city": address.city,
    }


def _address_of(kept: Mapping[str, Any]) -> Address:
    return Address(
        street=kept["street"],
        house_number=kept["houseNumber"],
        house_letter=kept["houseLetter"],
        addition=kept["addition"],
        postcode=kept["postcode"],
        city=kept["city"],
    )


def _care_json(care: DeliveredCare) -> dict[str, Any]:
    return {
        "id": care.id,
        "function": care.function,
        "startsOn": care.starts_on.isoformat(),
        "endsOn": _text_or_none(care.ends_on),
        "transport": care.transport,
        "provider": {"agb": care.provider.agb, "name": care.provider.name} if care.provider else None,
    }


def _care_of(kept: Mapping[str, Any]) -> DeliveredCare:
    return DeliveredCare(
        id=kept["id"],
        function=kept["function"],
        starts_on=date.fromisoformat(kept["startsOn"]),
        ends_on=_day_or_none(kept["endsOn"]),
        transport=kept["transport"],
        provider=Provider(**kept["provider"]) if kept["provider"] else None,
    )


def _function_json(right: FunctionRight) -> dict[str, Any]:
    return {
        "id": right.id,
        "function": right.function,
        "domain": right.domain,
        "rightFrom": _text_or_none(right.right_from),
        "rightUntil": _text_or_none(right.right_until),
        "conditional": right.conditional,
        "deliveryForm": "PGB" if right.pgb else "ZIN",
        "pgbUntil": _text_or_none(right.pgb_until),
        "findings": sorted(right.findings),
        "reasons": [reason.as_json() for reason in right.reasons],
    }


def _function_of(kept: Mapping[str, Any]) -> FunctionRight:
    return FunctionRight(
        id=kept["id"],
        function=kept["function"],
        domain=DOMAINS[kept["domain"]],
        right_from=_day_or_none(kept["rightFrom"]),
        right_until=_day_or_none(kept["rightUntil"]),
        conditional=kept["conditional"],
        pgb=kept["deliveryForm"] == "PGB",
        pgb_until=_day_or_none(kept["pgbUntil"]),
        findings=frozenset(FINDINGS[finding] for finding in kept["findings"]),
        reasons=tuple(Reason(**reason) for reason in kept["reasons"]),
    )


def _regime_json(regime: Regime) -> dict[str, Any]:
    return {
        "functionId": regime.function_id,
        "regime": regime.regime,
        "from": _text_or_none(regime.first_day),
        "until": _text_or_none(regime.last_day),
        "reason": regime.reason.as_json(),
    }


def _regime_of(kept: Mapping[str, Any]) -> Regime:
    return Regime(
        function_id=kept["functionId"],
        regime=kept["regime"],
        first_day=_day_or_none(kept["from"]),
        last_day=_day_or_none(kept["until"]),
        reason=Reason(**kept["reason"]),
    )


def _day_or_none(kept: str | None) -> date | None:
    return None if kept is None else date.fromisoformat(kept)


def _text_or_none(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


APPOINTMENT_COLUMNS = [field.name for field in fields(Appointment)]
CANCELLED_COLUMNS = [field.name for field in fields(CancelledAppointment)]
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
        "terms": json_text([[term.kind, term.last_day.isoformat(), term.law, term.article] for term in one.terms]),
        "details": json_text(dict(one.details)),
        "number": one.number,
    }


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
    return row | {"provisions": json_text([_provision_json(each) for each in one.provisions])}


def decision_of(row: RowMapping) -> Decision:
    kept = {name: row[name] for name in DECISION_COLUMNS}
    provisions = tuple(_provision_of(each) for each in json_value(row["provisions"]))
    return Decision(**(kept | {"kind": DECISIONS[row["kind"]], "provisions": provisions}))


def _provision_json(provision: Provision) -> dict[str, Any]:
    who = provision.provider
    return {
        "function": provision.function,
        "amount": provision.amount,
        "unit": provision.unit,
        "pgb": provision.pgb,
        "provider": {"agb": who.agb, "name": who.name} if who else None,
        "yearlyCents": provision.yearly_cents,
    }


def _provision_of(kept: Mapping[str, Any]) -> Provision:
    return Provision(
        function=kept["function"],
        amount=kept["amount"],
        unit=UNITS[kept["unit"]],
        pgb=kept["pgb"],
        provider=Provider(**kept["provider"]) if kept["provider"] else None,
        yearly_cents=kept["yearlyCents"],
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
    }


def right_ending_of(row: RowMapping) -> RightEnding:
    return RightEnding(
        client_id=row["client_id"],
        last_day=row["last_day"],
        weeks=row["weeks"],
        told_on=row["told_on"],
        functions=tuple(json_value(row["functions"])),
        decided=row["decided"],
    )


def _key(functions: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(functions).encode()).hexdigest()[:32]
