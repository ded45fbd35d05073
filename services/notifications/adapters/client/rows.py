"""Clients' data to rows and back."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from services.notifications.domain.client.money import Budget, BudgetLine, Contribution, Regime
from services.notifications.domain.client.recipient import SEXES, Address, DeliveredCare, Provider, Recipient
from services.notifications.domain.client.right import DOMAINS, FINDINGS, ClientRight, Days, FunctionRight, Plan
from shared.fields import day_or_none, text_or_none
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
        "lines": json_text([_line_json(line) for line in budget.lines]),
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
        lines=tuple(_line_of(line) for line in json_value(row["lines"])),
    )


def contribution_row(contribution: Contribution) -> dict[str, Any]:
    return {
        "client_id": contribution.client_id,
        "revision": contribution.revision,
        "regimes": json_text([_regime_json(regime) for regime in contribution.regimes]),
    }


def contribution_change_row(contribution: Contribution) -> dict[str, Any]:
    return contribution_row(contribution) | {"turn": contribution.turn}


def contribution_of(row: RowMapping) -> Contribution:
    regimes = tuple(_regime_of(regime) for regime in json_value(row["regimes"]))
    return Contribution(row["client_id"], row["revision"], regimes, row.get("turn", 0))


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
        "endsOn": text_or_none(care.ends_on),
        "transport": care.transport,
        "provider": {"agb": care.provider.agb, "name": care.provider.name} if care.provider else None,
    }


def _care_of(kept: Mapping[str, Any]) -> DeliveredCare:
    return DeliveredCare(
        id=kept["id"],
        function=kept["function"],
        starts_on=date.fromisoformat(kept["startsOn"]),
        ends_on=day_or_none(kept["endsOn"]),
        transport=kept["transport"],
        provider=Provider(**kept["provider"]) if kept["provider"] else None,
    )


def _function_json(right: FunctionRight) -> dict[str, Any]:
    return {
        "id": right.id,
        "function": right.function,
        "domain": right.domain,
        "rightFrom": text_or_none(right.right_from),
        "rightUntil": text_or_none(right.right_until),
        "conditional": right.conditional,
        "deliveryForm": "PGB" if right.pgb else "ZIN",
        "pgbUntil": text_or_none(right.pgb_until),
        "findings": sorted(right.findings),
        "reasons": [reason.as_json() for reason in right.reasons],
    }


def _function_of(kept: Mapping[str, Any]) -> FunctionRight:
    return FunctionRight(
        id=kept["id"],
        function=kept["function"],
        domain=DOMAINS[kept["domain"]],
        right_from=day_or_none(kept["rightFrom"]),
        right_until=day_or_none(kept["rightUntil"]),
        conditional=kept["conditional"],
        pgb=kept["deliveryForm"] == "PGB",
        pgb_until=day_or_none(kept["pgbUntil"]),
        findings=frozenset(FINDINGS[finding] for finding in kept["findings"]),
        reasons=tuple(Reason(**reason) for reason in kept["reasons"]),
    )


def _line_json(line: BudgetLine) -> dict[str, Any]:
    return {
        "functionId": line.function_id,
        "decisionId": line.decision_id,
        "from": text_or_none(line.first_day),
        "until": text_or_none(line.last_day),
        "yearCents": line.yearly,
        "grossCents": line.gross,
    }


def _line_of(kept: Mapping[str, Any]) -> BudgetLine:
    return BudgetLine(
        function_id=kept["functionId"],
        decision_id=kept["decisionId"],
        first_day=day_or_none(kept["from"]),
        last_day=day_or_none(kept["until"]),
        yearly=kept["yearCents"],
        gross=kept["grossCents"],
    )


def _regime_json(regime: Regime) -> dict[str, Any]:
    return {
        "functionId": regime.function_id,
        "regime": regime.regime,
        "from": text_or_none(regime.first_day),
        "until": text_or_none(regime.last_day),
        "reason": regime.reason.as_json(),
        "decisionId": regime.decision_id,
    }


def _regime_of(kept: Mapping[str, Any]) -> Regime:
    return Regime(
        function_id=kept["functionId"],
        regime=kept["regime"],
        first_day=day_or_none(kept["from"]),
        last_day=day_or_none(kept["until"]),
        reason=Reason(**kept["reason"]),
        decision_id=kept.get("decisionId"),
    )
