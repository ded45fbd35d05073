"""Between the values of rights and the rows of their tables."""

from typing import Any

from sqlalchemy import RowMapping

from services.migration.domain.rights.clients import DeliveredFunction, Determination, KnownClient, Provider
from services.migration.domain.rights.facts import DeliveryForm, Domain, EndedBy, Finding, FunctionRight
from shared.json_text import json_text, json_value
from shared.law.reasons import Reason


def client_row(found: Determination) -> dict[str, Any]:
    client, person = found.client, found.client.person
    return {
        "client_id": client.client_id,
        "delivery_id": client.delivery_id,
        "revision": client.revision,
        "municipality": client.municipality,
        "delivered_on": client.delivered_on,
        "household_id": client.household_id,
        "held_back_rows": client.held_back_rows,
        "initials": person.initials,
        "prefix": person.prefix,
        "surname": person.surname,
        "birth_date": person.birth_date,
        "died_on": person.died_on,
        "determined_on": found.determined_on,
        "known_since": found.past.known_since,
        "arrived_on": found.past.arrived_on,
        "state": found.state.value,
        "reassess_until": found.reassess_until,
        "decide_by": found.decide_by,
        "first_end": found.first_end,
        "state_until": found.state_until,
        "state_after": found.state_after.value,
    }


def known_of(row: RowMapping) -> KnownClient:
    return KnownClient(
        revision=row["revision"],
        known_since=row["known_since"],
        arrived_on=row["arrived_on"],
        municipality=row["municipality"],
        household_id=row["household_id"],
        reassess_until=row["reassess_until"],
        decide_by=row["decide_by"],
    )


def full_name(row: RowMapping) -> str:
    return " ".join(part for part in (row["initials"], row["prefix"], row["surname"]) if part)


def right_rows(found: Determination) -> list[dict[str, Any]]:
    pairs = zip(found.client.functions, found.rights, strict=True)
    return [
        {
            "client_id": found.client.client_id,
            "position": place,
            **_delivered_columns(delivered),
            **_right_columns(right),
        }
        for place, (delivered, right) in enumerate(pairs)
    ]


def _delivered_columns(delivered: DeliveredFunction) -> dict[str, Any]:
    return {
        "function_id": delivered.id,
        "function": delivered.function,
        "grounds": " ".join(delivered.grounds),
        "care_class": delivered.care_class,
        "issued_on": delivered.issued_on,
        "starts_on": delivered.starts_on,
        "ends_on": delivered.ends_on,
        "delivery_form": delivered.delivery_form.value,
        "zzp": delivered.zzp,
        "in_use": delivered.in_use,
        "transport": delivered.transport,
        "provider_agb": delivered.provider.agb if delivered.provider else "",
        "provider_name": delivered.provider.name if delivered.provider else "",
    }


def _right_columns(right: FunctionRight) -> dict[str, Any]:
    return {
        "domain": right.domain.value,
        "right_from": right.right_from,
        "right_until": right.right_until,
        "conditional": right.conditional,
        "ended_by": right.ended_by.value if right.ended_by else "",
        "pgb_until": right.pgb_until,
        "findings": " ".join(finding.value for finding in right.findings),
        "reassess_before_end_of": right.reassess_before_end_of,
        "reasons": json_text([reason.as_json() for reason in right.reasons]),
    }


def delivered_of(row: RowMapping) -> DeliveredFunction:
    return DeliveredFunction(
        id=row["function_id"],
        function=row["function"],
        grounds=tuple(row["grounds"].split()),
        care_class=row["care_class"],
        issued_on=row["issued_on"],
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
        delivery_form=DeliveryForm(row["delivery_form"]),
        zzp=row["zzp"],
        in_use=row["in_use"],
        transport=row["transport"],
        provider=Provider(row["provider_agb"], row["provider_name"]) if row["provider_agb"] else None,
    )


def right_of(row: RowMapping) -> FunctionRight:
    return FunctionRight(
        id=row["function_id"],
        domain=Domain(row["domain"]),
        right_from=row["right_from"],
        right_until=row["right_until"],
        conditional=row["conditional"],
        reasons=tuple(Reason(**card) for card in json_value(row["reasons"])),
        ended_by=EndedBy(row["ended_by"]) if row["ended_by"] else None,
        pgb_until=row["pgb_until"],
        findings=tuple(Finding(word) for word in row["findings"].split()),
        reassess_before_end_of=row["reassess_before_end_of"],
    )
