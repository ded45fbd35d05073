"""What the other services tell of clients, as values: who they are, their right, plan, pgb and contribution."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from services.notifications.domain.client.money import Budget, BudgetLine, Contribution, Regime
from services.notifications.domain.client.recipient import (
    SEXES,
    Address,
    DeliveredCare,
    HeldBack,
    Provider,
    Recipient,
)
from services.notifications.domain.client.right import DOMAINS, FINDINGS, ClientRight, Days, FunctionRight, Plan
from shared.events.envelope import Event
from shared.fields import code_of, day_or_none, text_field
from shared.law.reasons import Reason


def recipient_from(event: Event) -> Recipient:
    """intake.client-transferred.v1"""
    data, person = event.data, event.data["person"]
    return Recipient(
        client_id=client_id_of(event),
        revision=int(data["revision"]),
        municipality=text_field(data, "municipality"),
        initials=text_field(person, "initials"),
        prefix=text_field(person, "prefix"),
        surname=text_field(person, "surname"),
        sex=code_of(SEXES, person["sex"]),
        birth_date=date.fromisoformat(person["birthDate"]),
        died_on=day_or_none(person["diedOn"]),
        address=_address(person["address"]),
        secret_address=bool(person["secretAddress"]),
        household_id=text_field(data, "householdId"),
        held_back_rows=int(data["heldBackRows"]),
        delivered=tuple(_delivered_care(function) for function in data["functions"]),
    )


def held_back_from(event: Event) -> HeldBack:
    """intake.client-held-back.v1"""
    return HeldBack(client_id_of(event), int(event.data["heldBackRows"]))


def right_from(event: Event) -> ClientRight:
    """migration.right-determined.v1"""
    data = event.data
    return ClientRight(
        client_id=client_id_of(event),
        revision=int(data["revision"]),
        municipality=text_field(data, "municipality"),
        determined_on=date.fromisoformat(data["determinedOn"]),
        state=text_field(data, "state"),
        minor=bool(data["minor"]),
        adult_on=day_or_none(data["adultOn"]),
        days=_days(data["days"]),
        functions=tuple(_function_right(function) for function in data["functions"]),
    )


def plan_from(event: Event) -> Plan:
    """migration.reassessment-planned.v1"""
    data = event.data
    return Plan(
        client_id=client_id_of(event),
        revision=int(data["revision"]),
        week=date.fromisoformat(data["conversationWeek"]),
        application_by=date.fromisoformat(data["applicationBy"]),
        decision_due=date.fromisoformat(data["decisionDue"]),
        objection_until=date.fromisoformat(data["objectionUntil"]),
        right_until=date.fromisoformat(data["rightUntil"]),
    )


def budget_from(event: Event) -> Budget:
    """billing.budget-granted.v1"""
    data = event.data
    return Budget(
        client_id=client_id_of(event),
        revision=int(data["revision"]),
        municipality=text_field(data, "municipality"),
        first_day=date.fromisoformat(data["from"]),
        last_day=date.fromisoformat(data["until"]),
        gross=int(data["grossCents"]),
        contribution=int(data["contributionCents"]),
        net=int(data["netCents"]),
        unaccountable=int(data["unaccountableCents"]),
        withdrawn=None,
        turn=int(data.get("turn", 0)),
        lines=tuple(_budget_line(line) for line in data["lines"]),
    )


def withdrawn_budget_from(event: Event) -> Budget:
    """billing.budget-withdrawn.v1"""
    data = event.data
    reason, municipality = text_field(data, "reason"), text_field(data, "municipality")
    turn = int(data.get("turn", 0))
    return Budget(client_id_of(event), int(data["revision"]), municipality, None, None, 0, 0, 0, 0, reason, turn)


def contribution_from(event: Event) -> Contribution:
    """billing.contribution-assessed.v1"""
    regimes = tuple(_regime(regime) for regime in event.data["regimes"])
    return Contribution(client_id_of(event), int(event.data["revision"]), regimes, int(event.data.get("turn", 0)))


def _budget_line(data: Mapping[str, Any]) -> BudgetLine:
    yearly = data.get("yearCents")
    return BudgetLine(
        function_id=text_field(data, "functionId"),
        decision_id=data.get("decisionId"),
        first_day=day_or_none(data.get("from")),
        last_day=day_or_none(data.get("until")),
        yearly=None if yearly is None else int(yearly),
        gross=int(data["grossCents"]),
    )


def _address(data: Mapping[str, Any]) -> Address:
    return Address(
        street=text_field(data, "street"),
        house_number=int(data["houseNumber"]),
        house_letter=text_field(data, "houseLetter"),
        addition=text_field(data, "addition"),
        postcode=text_field(data, "postcode"),
        city=text_field(data, "city"),
    )


def _delivered_care(data: Mapping[str, Any]) -> DeliveredCare:
    provider = data["provider"]
    return DeliveredCare(
        id=text_field(data, "id"),
        function=text_field(data, "function"),
        starts_on=date.fromisoformat(data["startsOn"]),
        ends_on=day_or_none(data["endsOn"]),
        transport=bool(data["transport"]),
        provider=Provider(text_field(provider, "agb"), text_field(provider, "name")) if provider else None,
    )


def _function_right(data: Mapping[str, Any]) -> FunctionRight:
    return FunctionRight(
        id=text_field(data, "id"),
        function=text_field(data, "function"),
        domain=code_of(DOMAINS, data["domain"]),
        right_from=day_or_none(data["rightFrom"]),
        right_until=day_or_none(data["rightUntil"]),
        conditional=bool(data["conditional"]),
        pgb=data["deliveryForm"] == "PGB",
        pgb_until=day_or_none(data["pgbUntil"]),
        findings=frozenset(code_of(FINDINGS, finding) for finding in data["findings"]),
        reasons=tuple(reason_from(reason) for reason in data["reasons"]),
    )


def _days(data: Mapping[str, Any]) -> Days:
    return Days(
        old_law_until=date.fromisoformat(data["oldLawUntil"]),
        new_law_from=date.fromisoformat(data["newLawFrom"]),
        rights_until=date.fromisoformat(data["rightsUntil"]),
        ciz_reply_before=date.fromisoformat(data["cizReplyBefore"]),
    )


def _regime(data: Mapping[str, Any]) -> Regime:
    return Regime(
        function_id=text_field(data, "functionId"),
        regime=text_field(data, "regime"),
        first_day=day_or_none(data["from"]),
        last_day=day_or_none(data["until"]),
        reason=reason_from(data["reason"]),
        decision_id=data.get("decisionId"),
    )


def reason_from(data: Mapping[str, Any]) -> Reason:
    return Reason(
        rule=text_field(data, "rule"),
        law=text_field(data, "law"),
        article=text_field(data, "article"),
        explanation=text_field(data, "explanation"),
        inputs=dict(data["inputs"]),
        result=text_field(data, "result"),
        version=text_field(data, "version"),
        link=text_field(data, "link"),
    )


def client_id_of(event: Event) -> str:
    """Ids of letters are made of it, so it must be a UUID."""
    uuid.UUID(event.subject)
    return event.subject
