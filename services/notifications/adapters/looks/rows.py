"""Looks as rows, and back."""

from typing import Any

from sqlalchemy import RowMapping

from services.notifications.application.looks.views import Settled
from services.notifications.domain.looks.look import Look
from shared.access import Role
from shared.json_text import json_text, json_value
from shared.looks.purpose import Kind
from shared.storing import aware


def look_row(one: Look) -> dict[str, Any]:
    return {
        "look_id": one.look_id,
        "service": one.service,
        "user_id": one.user_id,
        "user_name": one.user_name,
        "role": one.role.value,
        "provider": one.provider,
        "municipalities": json_text(list(one.municipalities)),
        "kind": one.kind.value,
        "purpose": one.purpose,
        "words": one.words,
        "by_task": one.by_task,
        "reason": one.reason,
        "at": one.at,
        "clients": one.clients,
    }


def look_of(row: RowMapping) -> Look:
    return Look(
        look_id=row["look_id"],
        service=row["service"],
        user_id=row["user_id"],
        user_name=row["user_name"],
        role=Role(row["role"]),
        provider=row["provider"],
        municipalities=tuple(json_value(row["municipalities"])),
        kind=Kind(row["kind"]),
        purpose=row["purpose"],
        words=row["words"],
        by_task=row["by_task"],
        reason=row["reason"],
        at=aware(row["at"]),
        clients=row["clients"],
    )


def settled_of(row: RowMapping) -> Settled:
    return Settled(row["note"], row["settled_by"], row["settled_by_name"], aware(row["settled_at"]))
