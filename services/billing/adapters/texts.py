"""Values as the columns of a row, and back."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import RowMapping

from services.billing.domain.care import DeliveryForm
from services.billing.domain.case import ClientFacts, ClientRights, DeterminedRight, IndicatedFunction
from services.billing.domain.charges import Charge
from services.billing.domain.holding import HeldLine, Holding, HoldingState
from services.billing.domain.ledger import BudgetAmounts
from services.billing.domain.regimes import Regime, RegimeOutcome
from services.billing.domain.spans import Span
from shared.law.reasons import Reason

Columns = dict[str, Any]

# One encoder for all rows: json.dumps makes a new one at each call that asks for other separators.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def facts_columns(facts: ClientFacts) -> Columns:
    return {
        "client": facts.client,
        "revision": facts.revision,
        "municipality": facts.municipality,
        "birth_date": facts.birth_date,
        "delivered_gross_cents": facts.delivered_gross,
        "functions": _text(
            [
                [
                    each.id,
                    each.word,
                    each.care_class,
                    each.delivery_form.value,
                    each.transport,
                    each.zzp,
                    each.gross_years,
                ]
                for each in facts.functions
            ]
        ),
    }


def facts_of(row: RowMapping) -> ClientFacts:
    functions = tuple(
        IndicatedFunction(id_, word, care_class, DeliveryForm(form), transport, zzp, tuple(gross_years))
        for id_, word, care_class, form, transport, zzp, gross_years in json.loads(row["functions"])
    )
    return ClientFacts(row["client"], row["revision"], row["municipality"], row["birth_date"], functions)


def rights_columns(rights: ClientRights) -> Columns:
    return {
        "client": rights.client,
        "revision": rights.revision,
        "municipality": rights.municipality,
        "determined_on": rights.determined_on,
        "rights": _text(
            [
                [
                    each.function_id,
                    each.domain,
                    each.delivery_form.value,
                    each.conditional,
                    [[span.first.isoformat(), span.last.isoformat()] for span in each.days],
                ]
                for each in rights.rights
            ]
        ),
    }


def rights_of(row: RowMapping) -> ClientRights:
    rights = tuple(
        DeterminedRight(
            function_id,
            domain,
            DeliveryForm(form),
            conditional,
            tuple(Span(date.fromisoformat(first), date.fromisoformat(last)) for first, last in days),
        )
        for function_id, domain, form, conditional, days in json.loads(row["rights"])
    )
    return ClientRights(row["client"], row["revision"], row["municipality"], row["determined_on"], rights)


def holding_columns(holding: Holding) -> Columns:
    return {
        "client": holding.client,
        "revision": holding.revision,
        "municipality": holding.municipality,
        "decided_on": holding.decided_on,
        "state": holding.state.value,
        **_day_columns(holding.days),
        "gross_cents": holding.amounts.gross,
        "contribution_cents": holding.amounts.contribution,
        "net_cents": holding.amounts.net,
        "unaccountable_cents": holding.amounts.unaccountable,
        "conditional": holding.conditional,
        "provisional": holding.provisional,
        "reasons": _text([each.as_json() for each in holding.reasons]),
        "problem": holding.problem,
    }


def holding_of(row: RowMapping, lines: Sequence[RowMapping] = ()) -> Holding:
    """`lines` are the budget's own rows of `budget_line`, in order."""
    return Holding(
        client=row["client"],
        revision=row["revision"],
        municipality=row["municipality"],
        decided_on=row["decided_on"],
        state=HoldingState(row["state"]),
        amounts=BudgetAmounts(row["gross_cents"], row["contribution_cents"], row["unaccountable_cents"]),
        days=_days(row),
        conditional=row["conditional"],
        provisional=row["provisional"],
        lines=tuple(_line_of(line) for line in lines),
        reasons=tuple(_reason(each) for each in json.loads(row["reasons"])),
        problem=row["problem"],
    )


def line_columns(holding: Holding) -> list[Columns]:
    return [
        {
            "client": holding.client,
            "number": number,
            "function_id": line.function_id,
            "label": line.label,
            "first_day": line.days.first,
            "last_day": line.days.last,
            "conditional": line.conditional,
            "year_gross_cents": line.year_gross,
            "contribution_share": str(line.contribution_share),
            "gross_cents": line.gross,
            "calculation": line.calculation,
        }
        for number, line in enumerate(holding.lines, start=1)
    ]


def charge_columns(revision: int, municipality: str, client: str, charges: Sequence[Charge]) -> list[Columns]:
    return [
        {
            "client": client,
            "number": number,
            "revision": revision,
            "municipality": municipality,
            "function_id": charge.function_id,
            "regime": charge.outcome.regime.value,
            **_day_columns(charge.days),
            "reason": _text(charge.outcome.reason.as_json()),
        }
        for number, charge in enumerate(charges, start=1)
    ]


def charge_of(row: RowMapping) -> Charge:
    outcome = RegimeOutcome(Regime(row["regime"]), _reason(json.loads(row["reason"])))
    return Charge(row["function_id"], _days(row), outcome)


def _line_of(row: RowMapping) -> HeldLine:
    return HeldLine(
        function_id=row["function_id"],
        label=row["label"],
        days=Span(row["first_day"], row["last_day"]),
        conditional=row["conditional"],
        year_gross=row["year_gross_cents"],
        contribution_share=Decimal(row["contribution_share"]),
        gross=row["gross_cents"],
        calculation=row["calculation"],
    )


def _day_columns(days: tuple[Span, ...]) -> Columns:
    return {"first_day": days[0].first if days else None, "last_day": days[-1].last if days else None}


def _days(row: RowMapping) -> tuple[Span, ...]:
    return () if row["first_day"] is None else (Span(row["first_day"], row["last_day"]),)


def _reason(found: Mapping[str, Any]) -> Reason:
    return Reason(**found)


def _text(content: object) -> str:
    return _ENCODER.encode(content)
