"""Budgets as event data."""

from typing import Any

from services.billing.adapters.contribution.events import from_until_data
from services.billing.domain.pgb.ends import BudgetEnded, BudgetEnding, EndOfBudget
from services.billing.domain.pgb.holding import BudgetWithdrawn, HeldLine, Holding


def granted_data(holding: Holding) -> dict[str, Any]:
    return {
        "revision": holding.revision,
        "municipality": holding.municipality,
        **from_until_data(holding.days),
        "grossCents": holding.amounts.gross,
        "contributionCents": holding.amounts.contribution,
        "netCents": holding.amounts.net,
        "unaccountableCents": holding.amounts.unaccountable,
        "conditional": holding.conditional,
        "lines": [_line(line) for line in holding.lines],
    }


def _line(line: HeldLine) -> dict[str, Any]:
    return {
        "functionId": line.function_id,
        **from_until_data(line.days),
        "yearCents": line.year_gross,
        "grossCents": line.gross,
        "calculation": line.calculation,
        "conditional": line.conditional,
        "decisionId": line.decision_id,
    }


def withdrawn_data(event: BudgetWithdrawn) -> dict[str, Any]:
    return {"revision": event.revision, "municipality": event.municipality, "reason": event.problem, "turn": event.turn}


def waiting_data(holding: Holding) -> dict[str, Any]:
    return {
        "revision": holding.revision,
        "municipality": holding.municipality,
        "standingGrossCents": holding.amounts.gross,
        "reasons": [card.as_json() for card in holding.waits_for],
    }


def ending_data(event: BudgetEnding) -> dict[str, Any]:
    return _end(event.end) | {"weeks": event.weeks, "toldOn": event.told_on.isoformat()}


def ended_data(event: BudgetEnded) -> dict[str, Any]:
    return _end(event.end) | {"toldOn": event.told_on.isoformat()}


def _end(end: EndOfBudget) -> dict[str, Any]:
    return {
        "revision": end.revision,
        "municipality": end.municipality,
        "lastDay": end.last_day.isoformat(),
        "functions": list(end.functions),
    }
