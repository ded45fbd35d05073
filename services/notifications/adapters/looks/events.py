"""Looks, as the services tell them."""

from datetime import UTC, datetime

from services.notifications.domain.looks.look import FORGOTTEN, Lived, Look, LookTold
from shared.access import Role
from shared.events.envelope import Event
from shared.fields import text_field
from shared.looks.chain import reason_of
from shared.looks.purpose import Kind


def lived_from(event: Event) -> Lived:
    """intake.client-transferred.v1"""
    return Lived(
        event.subject, int(event.data["revision"]), text_field(event.data, "municipality"), event.time.astimezone(UTC)
    )


def look_from(event: Event) -> LookTold:
    """<service>.data-read.v1"""
    data = event.data
    client_ids = list(dict.fromkeys(data["clientIds"]))
    at = datetime.fromisoformat(data["at"])
    if at.tzinfo is None:
        raise ValueError("at: het tijdstip heeft geen tijdzone")
    reason = reason_of(data)
    look = Look(
        look_id=text_field(data, "lookId"),
        service=text_field(data, "service"),
        user_id=text_field(data, "userId"),
        user_name=text_field(data, "userName"),
        role=Role(data["role"]),
        provider=text_field(data, "provider"),
        municipalities=tuple(data["municipalities"]),
        kind=Kind(data["kind"]),
        purpose=text_field(data, "purpose"),
        words=text_field(data, "words"),
        by_task=bool(data["byTask"]),
        reason=FORGOTTEN if reason is None else reason,
        at=at,
        clients=len(client_ids),
    )
    return LookTold(look, client_ids)
