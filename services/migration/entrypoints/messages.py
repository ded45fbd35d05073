"""Event data as values, by hand. Unknown fields are ignored; a missing one raises KeyError, a wrong one ValueError."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.migration.application.ports import Arrival, Booking, Check
from services.migration.domain.agenda import Plan
from services.migration.domain.clients import DeliveredFunction, Person, Provider, TransferredClient
from services.migration.domain.facts import DeliveryForm
from shared.clock import AMSTERDAM
from shared.events.envelope import Event


def arrival_of(event: Event) -> Arrival:
    """intake.client-transferred.v1"""
    data = event.data
    client = TransferredClient(
        id=event.subject,
        delivery_id=data["deliveryId"],
        revision=data["revision"],
        municipality=data["municipality"],
        delivered_on=date.fromisoformat(data["deliveredOn"]),
        household_id=data["householdId"],
        held_back_rows=data["heldBackRows"],
        person=_person(data["person"]),
        functions=tuple(_function(function) for function in data["functions"]),
    )
    return Arrival(client, _dutch_day(event), event)


def check_of(event: Event) -> Check:
    """intake.delivery-checked.v1"""
    data = event.data
    return Check(
        delivery_id=data["deliveryId"],
        municipality=data["municipality"],
        expected=data["transferredClients"],
        checked_on=_dutch_day(event),
        sequence=event.sequence,
        traceparent=event.traceparent,
    )


def booking_of(event: Event) -> Booking:
    """migration.reassessment-planned.v1: our own decision, read back when all is rebuilt."""
    data = event.data
    plan = Plan(
        client_id=event.subject,
        week=date.fromisoformat(data["conversationWeek"]),
        investigation_start=date.fromisoformat(data["investigationStart"]),
        application_by=date.fromisoformat(data["applicationBy"]),
        decision_due=date.fromisoformat(data["decisionDue"]),
        objection_until=date.fromisoformat(data["objectionUntil"]),
        right_until=date.fromisoformat(data["rightUntil"]),
        over_capacity=data["overCapacity"],
        late=data["late"],
    )
    return Booking(plan, data["revision"], data["municipality"])


def _dutch_day(event: Event) -> date:
    return event.time.astimezone(AMSTERDAM).date()


def _person(data: Mapping[str, Any]) -> Person:
    return Person(
        initials=data["initials"],
        prefix=data["prefix"],
        surname=data["surname"],
        birth_date=date.fromisoformat(data["birthDate"]),
        died_on=_day_or_none(data["diedOn"]),
    )


def _function(data: Mapping[str, Any]) -> DeliveredFunction:
    return DeliveredFunction(
        id=data["id"],
        function=data["function"],
        grounds=tuple(data["grounds"]),
        care_class=data["class"],
        issued_on=date.fromisoformat(data["issuedOn"]),
        starts_on=date.fromisoformat(data["startsOn"]),
        ends_on=_day_or_none(data["endsOn"]),
        delivery_form=DeliveryForm(data["deliveryForm"]),
        zzp=data["zzp"],
        in_use=data["inUse"],
        transport=data["transport"],
        provider=_provider(data["provider"]),
    )


def _provider(data: Mapping[str, Any] | None) -> Provider | None:
    return None if data is None else Provider(data["agb"], data["name"])


def _day_or_none(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
