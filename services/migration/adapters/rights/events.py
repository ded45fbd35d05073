"""Clients as intake tells of them, and what migration tells of their rights."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.migration.domain.rights.clients import (
    DeliveredFunction,
    Determination,
    Person,
    Provider,
    TransferredClient,
)
from services.migration.domain.rights.facts import DeliveryForm, FunctionRight
from shared.clock import AMSTERDAM
from shared.events.envelope import Event, event_type
from shared.fields import day_or_none, text_or_none

CLIENT_TRANSFERRED = event_type("intake", "client-transferred")


def transferred_client(event: Event) -> TransferredClient:
    """intake.client-transferred.v1"""
    data = event.data
    return TransferredClient(
        client_id=event.subject,
        delivery_id=data["deliveryId"],
        revision=data["revision"],
        municipality=data["municipality"],
        delivered_on=date.fromisoformat(data["deliveredOn"]),
        transferred_on=dutch_day_of(event),
        household_id=data["householdId"],
        held_back_rows=data["heldBackRows"],
        person=_person(data["person"]),
        functions=tuple(_function(function) for function in data["functions"]),
    )


def dutch_day_of(event: Event) -> date:
    return event.time.astimezone(AMSTERDAM).date()


def _person(data: Mapping[str, Any]) -> Person:
    return Person(
        initials=data["initials"],
        prefix=data["prefix"],
        surname=data["surname"],
        birth_date=date.fromisoformat(data["birthDate"]),
        died_on=day_or_none(data["diedOn"]),
    )


def _function(data: Mapping[str, Any]) -> DeliveredFunction:
    return DeliveredFunction(
        id=data["id"],
        function=data["function"],
        grounds=tuple(data["grounds"]),
        care_class=data["class"],
        issued_on=date.fromisoformat(data["issuedOn"]),
        starts_on=date.fromisoformat(data["startsOn"]),
        ends_on=day_or_none(data["endsOn"]),
        delivery_form=DeliveryForm(data["deliveryForm"]),
        zzp=data["zzp"],
        in_use=data["inUse"],
        transport=data["transport"],
        provider=_provider(data["provider"]),
    )


def _provider(data: Mapping[str, Any] | None) -> Provider | None:
    return None if data is None else Provider(data["agb"], data["name"])


def right_determined_data(found: Determination) -> dict[str, Any]:
    client = found.client
    return {
        "revision": client.revision,
        "deliveryId": client.delivery_id,
        "municipality": client.municipality,
        "determinedOn": found.determined_on.isoformat(),
        "state": found.state.value,
        "minor": found.minor,
        "adultOn": text_or_none(found.adult_on),
        "days": {
            "oldLawUntil": found.days.old_law_until.isoformat(),
            "newLawFrom": found.days.new_law_from.isoformat(),
            "rightsUntil": found.days.rights_until.isoformat(),
            "cizReplyBefore": found.days.ciz_reply_before.isoformat(),
        },
        "functions": [_right(*pair) for pair in zip(client.functions, found.rights, strict=True)],
    }


def _right(delivered: DeliveredFunction, right: FunctionRight) -> dict[str, Any]:
    return {
        "id": right.id,
        "function": delivered.function,
        "domain": right.domain.value,
        "rightFrom": text_or_none(right.right_from),
        "rightUntil": text_or_none(right.right_until),
        "conditional": right.conditional,
        "deliveryForm": _form_in_words(delivered, right),
        "pgbUntil": text_or_none(right.pgb_until),
        "findings": [finding.value for finding in right.findings],
        "reasons": [reason.as_json() for reason in right.reasons],
    }


def _form_in_words(delivered: DeliveredFunction, right: FunctionRight) -> str:
    """The form in which the right goes on. Where it goes on elsewhere, or nothing is left, the form that was delivered:
    whoever has a budget there must know what becomes of it."""
    form = right.delivery_form if right.right_until is not None else delivered.delivery_form
    return form.value
