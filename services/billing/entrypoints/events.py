"""Events of other services as values of our own domain. Fields we do not need are ignored and not kept.

A missing field raises KeyError and an impossible value ValueError; the worker then parks the message.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.billing.domain.care import DeliveryForm
from services.billing.domain.case import ClientFacts, ClientRights, DeterminedRight, IndicatedFunction
from services.billing.domain.spans import Span
from shared.events.envelope import Event


def client_facts(event: Event) -> ClientFacts:
    """Of intake's client-transferred.v1; name, address and carer stay out."""
    data = event.data
    return ClientFacts(
        client=event.subject,
        revision=data["revision"],
        municipality=data["municipality"],
        birth_date=date.fromisoformat(data["person"]["birthDate"]),
        functions=tuple(_function(each) for each in data["functions"]),
    )


def client_rights(event: Event) -> ClientRights:
    """Of migration's right-determined.v1."""
    data = event.data
    return ClientRights(
        client=event.subject,
        revision=data["revision"],
        municipality=data["municipality"],
        determined_on=date.fromisoformat(data["determinedOn"]),
        rights=tuple(_right(each) for each in data["functions"]),
    )


def _function(data: Mapping[str, Any]) -> IndicatedFunction:
    return IndicatedFunction(
        id=data["id"],
        word=data["function"],
        care_class=data["class"],
        delivery_form=DeliveryForm(data["deliveryForm"]),
        transport=data["transport"],
        zzp=data["zzp"] or "",
        gross_years=_gross_years(data["pgb"]),
    )


def _gross_years(pgb: Mapping[str, Any] | None) -> tuple[int, ...]:
    if pgb is None or pgb["grossYearCents"] is None:
        return ()
    return (pgb["grossYearCents"],)


def _right(data: Mapping[str, Any]) -> DeterminedRight:
    return DeterminedRight(
        function_id=data["id"],
        domain=data["domain"],
        delivery_form=DeliveryForm(data["deliveryForm"]),
        conditional=data["conditional"],
        days=_days(data["rightFrom"], data["rightUntil"]),
    )


def _days(first: str | None, last: str | None) -> tuple[Span, ...]:
    return () if first is None or last is None else (Span(date.fromisoformat(first), date.fromisoformat(last)),)
