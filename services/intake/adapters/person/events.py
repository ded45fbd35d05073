"""Clients as event data, whether they came through or are held back. No event holds a BSN."""

from typing import Any

from services.intake.domain.person.transferred import (
    Address,
    Budget,
    ClientHeldBack,
    ClientTransferred,
    IndicatedFunction,
    Personalia,
    Provider,
)


def client_transferred_data(event: ClientTransferred) -> dict[str, Any]:
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


def client_held_back_data(event: ClientHeldBack) -> dict[str, Any]:
    return {
        "deliveryId": event.delivery_id,
        "municipality": event.municipality,
        "heldBackRows": event.held_back_rows,
    }
