"""Budgets and their lines as the columns of a row, and back."""

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import RowMapping

from services.billing.adapters.client.rows import Columns, day_columns, days_of
from services.billing.adapters.contribution.rows import reasons_of, reasons_text
from services.billing.domain.client.care import Domain
from services.billing.domain.client.spans import Span
from services.billing.domain.pgb.budget import BudgetAmounts
from services.billing.domain.pgb.holding import HeldLine, Holding, HoldingState


def holding_columns(holding: Holding) -> Columns:
    return {
        "client_id": holding.client_id,
        "revision": holding.revision,
        "municipality": holding.municipality,
        "decided_on": holding.decided_on,
        "state": holding.state.value,
        **day_columns(holding.days),
        "gross_cents": holding.amounts.gross,
        "contribution_cents": holding.amounts.contribution,
        "net_cents": holding.amounts.net,
        "unaccountable_cents": holding.amounts.unaccountable,
        "conditional": holding.conditional,
        "provisional": holding.provisional,
        "reasons": reasons_text(holding.reasons),
        "problem": holding.problem or "",
        "decided_from": holding.decided_from,
    }


def holding_of(row: RowMapping, lines: Sequence[RowMapping] = ()) -> Holding:
    """`lines` are the budget's own rows of `budget_line`, in order."""
    return Holding(
        client_id=row["client_id"],
        revision=row["revision"],
        municipality=row["municipality"],
        decided_on=row["decided_on"],
        state=HoldingState(row["state"]),
        amounts=BudgetAmounts(row["gross_cents"], row["contribution_cents"], row["unaccountable_cents"]),
        days=days_of(row),
        conditional=row["conditional"],
        provisional=row["provisional"],
        lines=tuple(_line_of(line) for line in lines),
        reasons=reasons_of(row["reasons"]),
        problem=row["problem"] or None,
        decided_from=row["decided_from"],
    )


def line_columns(holding: Holding) -> list[Columns]:
    return [
        {
            "client_id": holding.client_id,
            "municipality": holding.municipality,
            "number": number,
            "function_id": line.function_id,
            "function": line.word,
            "domain": line.domain.value,
            "label": line.label,
            **day_columns(line.days),
            "conditional": line.conditional,
            "year_gross_cents": line.year_gross,
            "contribution_share": str(line.contribution_share),
            "gross_cents": line.gross,
            "calculation": line.calculation,
            "decision_id": line.decision_id,
        }
        for number, line in enumerate(holding.lines, start=1)
    ]


def _line_of(row: RowMapping) -> HeldLine:
    return HeldLine(
        function_id=row["function_id"],
        word=row["function"],
        domain=Domain(row["domain"]),
        label=row["label"],
        days=Span(row["first_day"], row["last_day"]),
        conditional=row["conditional"],
        year_gross=row["year_gross_cents"],
        contribution_share=Decimal(row["contribution_share"]),
        gross=row["gross_cents"],
        calculation=row["calculation"],
        decision_id=row["decision_id"],
    )
