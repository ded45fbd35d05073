"""Charges and reasons as the columns of a row, and back."""

from collections.abc import Sequence

from sqlalchemy import RowMapping

from services.billing.adapters.client.rows import Columns, day_columns, days_of
from services.billing.domain.contribution.charges import Charge, ContributionAssessed
from services.billing.domain.contribution.regimes import Regime, RegimeOutcome
from shared.json_text import json_text, json_value
from shared.law.reasons import Reason


def charge_columns(assessed: ContributionAssessed) -> list[Columns]:
    return [
        {
            "client_id": assessed.client_id,
            "number": number,
            "revision": assessed.revision,
            "municipality": assessed.municipality,
            "function_id": charge.function_id,
            "regime": charge.outcome.regime.value,
            **day_columns(charge.days),
            "reason": json_text(charge.outcome.reason.as_json()),
            "decision_id": charge.decision_id,
        }
        for number, charge in enumerate(assessed.charges, start=1)
    ]


def charge_of(row: RowMapping) -> Charge:
    outcome = RegimeOutcome(Regime(row["regime"]), Reason(**json_value(row["reason"])))
    return Charge(row["function_id"], days_of(row), outcome, row["decision_id"])


def reasons_text(reasons: Sequence[Reason]) -> str:
    return json_text([each.as_json() for each in reasons])


def reasons_of(text: str) -> tuple[Reason, ...]:
    return tuple(Reason(**each) for each in json_value(text))
