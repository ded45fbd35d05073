"""The contribution regime of a client as event data."""

from datetime import date
from typing import Any

from services.billing.domain.client.spans import Span
from services.billing.domain.contribution.charges import Charge, ContributionAssessed


def assessed_data(event: ContributionAssessed) -> dict[str, Any]:
    return {
        "revision": event.revision,
        "municipality": event.municipality,
        "regimes": [_regime(charge) for charge in event.charges],
        "turn": event.turn,
    }


def _regime(charge: Charge) -> dict[str, Any]:
    return {
        "functionId": charge.function_id,
        "regime": charge.outcome.regime.value,
        **from_until_data(charge.days),
        "reason": charge.outcome.reason.as_json(),
        "decisionId": charge.decision_id,
    }


def from_until_data(days: Span | None) -> dict[str, str | None]:
    """Without a last day when none was set."""
    last = days.last.isoformat() if days and days.last != date.max else None
    return {"from": days.first.isoformat() if days else None, "until": last}
