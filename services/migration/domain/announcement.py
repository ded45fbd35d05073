"""What the other services hear: the data of right-determined.v1 and reassessment-planned.v1. No name, no address."""

from typing import Any

from services.migration.domain.agenda import Plan
from services.migration.domain.clients import DeliveredFunction, Determination
from services.migration.domain.facts import FunctionRight

RIGHT_DETERMINED = "right-determined"
REASSESSMENT_PLANNED = "reassessment-planned"


def right_determined(found: Determination) -> dict[str, Any]:
    client = found.client
    return {
        "revision": client.revision,
        "deliveryId": client.delivery_id,
        "municipality": client.municipality,
        "determinedOn": found.determined_on.isoformat(),
        "state": found.state.value,
        "functions": [_function(*pair) for pair in zip(client.functions, found.rights, strict=True)],
    }


def _function(delivered: DeliveredFunction, right: FunctionRight) -> dict[str, Any]:
    return {
        "id": right.id,
        "function": delivered.function,
        "domain": right.domain.value,
        "rightFrom": right.right_from.isoformat() if right.right_from else None,
        "rightUntil": right.right_until.isoformat() if right.right_until else None,
        "conditional": right.conditional,
        "deliveryForm": delivered.delivery_form.value,
        "reasons": [reason.as_json() for reason in right.reasons],
    }


def reassessment_planned(plan: Plan, revision: int, municipality: str) -> dict[str, Any]:
    """`revision`: of the client data that the plan holds for, so that a reader can put it beside the right."""
    return {
        "revision": revision,
        "municipality": municipality,
        "conversationWeek": plan.week.isoformat(),
        "investigationStart": plan.investigation_start.isoformat(),
        "applicationBy": plan.application_by.isoformat(),
        "decisionDue": plan.decision_due.isoformat(),
        "objectionUntil": plan.objection_until.isoformat(),
        "rightUntil": plan.right_until.isoformat(),
        "overCapacity": plan.over_capacity,
        "late": plan.late,
    }
