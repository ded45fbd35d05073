"""What happened in intake, as the other services read it: the only place that knows the field names of the wire."""

from typing import Any

from services.intake.domain.delivery.deliveries import DeliveryChecked
from services.intake.domain.person.transferred import (
    Address,
    Budget,
    ClientHeldBack,
    ClientTransferred,
    IndicatedFunction,
    Personalia,
    Provider,
)
from shared.messaging.work import Outgoing

Event = ClientTransferred | ClientHeldBack | DeliveryChecked


def encode(event: Event) -> Outgoing:
    match event:
        case ClientTransferred():
            return Outgoing("client-transferred", event.client_id, _client_transferred(event))
        case ClientHeldBack():
            return Outgoing("client-held-back", event.client_id, _client_held_back(event))
        case DeliveryChecked():
            return Outgoing("delivery-checked", event.delivery.id, _delivery_checked(event))


def _client_transferred(event: ClientTransferred) -> dict[str, Any]:
    return {
        "deliveryId": event.delivery_id,
        "revision": event.revision,
        "municipality": event.municipality,
        "deliveredOn": event.delivered_on,
        "person": _personalia(event.person),
        "householdId": event.household_id,
        "heldBackRows": event.held_back_rows,
        "functions": [_function(one) for one in event.functions],
    }


def _personalia(person: Personalia) -> dict[str, Any]:
    return {
        "initials": person.initials,
        "prefix": person.prefix,
        "surname": person.surname,
        "sex": person.sex,
        "birthDate": person.birth_date,
        "diedOn": person.died_on,
        "address": _address(person.address),
        "secretAddress": person.secret_address,
    }


def _address(address: Address) -> dict[str, Any]:
    return {
        "street": address.street,
        "houseNumber": address.house_number,
        "houseLetter": address.house_letter,
        "addition": address.addition,
        "postcode": address.postcode,
        "city": address.city,
    }


def _function(one: IndicatedFunction) -> dict[str, Any]:
    return {
        "id": one.id,
        "function": one.function,
        "functionCode": one.function_code or "",
        "grounds": list(one.grounds),
        "class": one.care_class,
        "issuedOn": one.issued_on,
        "startsOn": one.starts_on,
        "endsOn": one.ends_on,
        "deliveryForm": one.delivery_form,
        "zzp": one.zzp,
        "inUse": one.in_use,
        "transport": one.transport,
        "provider": _provider(one.provider) if one.provider else None,
        "pgb": _budget(one.budget) if one.budget else None,
    }


def _provider(provider: Provider) -> dict[str, Any]:
    return {"agb": provider.agb, "name": provider.name}


def _budget(budget: Budget) -> dict[str, Any]:
    return {"grossYearCents": budget.gross_year_cents, "carer": budget.carer}


def _client_held_back(event: ClientHeldBack) -> dict[str, Any]:
    return {
        "deliveryId": event.delivery_id,
        "municipality": event.municipality,
        "heldBackRows": event.held_back_rows,
    }


def _delivery_checked(event: DeliveryChecked) -> dict[str, Any]:
    delivery = event.delivery
    town, missing = delivery.manifest.municipality, event.never_transferred
    return {
        "deliveryId": delivery.id,
        "municipality": town,
        "sender": delivery.manifest.sender,
        "reference": delivery.manifest.reference,
        "deliveredOn": delivery.origin.created_on,
        "rows": delivery.counted.rows,
        "acceptedRows": event.accepted_rows,
        "heldBackRows": event.held_back_rows,
        "persons": delivery.persons,
        "transferredClients": delivery.recorded,
        "neverTransferred": missing.get(town, 0),
        "neverTransferredElsewhere": {code: number for code, number in missing.items() if code != town},
        "differences": [
            {"total": found.total, "manifest": found.manifest, "counted": found.counted}
            for found in delivery.differences
        ],
    }
