"""Granted and withdrawn access as event data, and back for what the own topic tells."""

from typing import Any

from services.intake.application.access.restore_grants import Told
from services.intake.domain.access.grants import AccessGranted, AccessWithdrawn
from shared.events.envelope import Event
from shared.fields import text_field
from shared.granted import grant_data, grant_from


def access_granted_data(event: AccessGranted) -> dict[str, Any]:
    return {**grant_data(event.grant), "proposedBy": event.proposed_by, "confirmedBy": event.confirmed_by}


def access_withdrawn_data(event: AccessWithdrawn) -> dict[str, Any]:
    return {**grant_data(event.grant), "withdrawnBy": event.withdrawn_by}


def granted_from(event: Event) -> Told:
    by, confirmed = text_field(event.data, "proposedBy"), text_field(event.data, "confirmedBy")
    return Told(AccessGranted(grant_from(event), by, confirmed), event.time)


def withdrawn_from(event: Event) -> Told:
    return Told(AccessWithdrawn(grant_from(event), text_field(event.data, "withdrawnBy")), event.time)
