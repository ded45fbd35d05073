"""Values to rows and back."""

import json
from typing import Any

from sqlalchemy import RowMapping

from services.notifications.application.letters.ports import PrintRunMade
from services.notifications.application.letters.views import LetterView, NoticeView
from services.notifications.domain.client.facts import (
    SEXES,
    Address,
    Budget,
    ClientRight,
    Contribution,
    Delivered,
    FunctionRight,
    Plan,
    Recipient,
    Regime,
)
from services.notifications.domain.letters.gate import KIND, Written
from services.notifications.domain.notices.provider_notice import NoticeLine, ProviderLine, ProviderNotice
from shared.events.envelope import encode_data
from shared.names import search_name

Row = RowMapping


def as_text(value: Any) -> str:
    """JSON with sorted keys and nothing to spare, so that equal values are equal text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def recipient_row(one: Recipient) -> dict[str, Any]:
    return {
        "client_id": one.client_id,
        "revision": one.revision,
        "municipality": one.municipality,
        "initials": one.initials,
        "prefix": one.prefix,
        "surname": one.surname,
        "sex": one.sex,
        "birth_date": one.birth_date,
        "died_on": one.died_on,
        "address": encode_data(one.address.as_json()),
        "secret_address": one.secret_address,
        "household_id": one.household_id,
        "held_back_rows": one.held_back_rows,
        "delivered": as_text([care.as_json() for care in one.delivered]),
    }


def recipient_of(row: Row) -> Recipient:
    return Recipient(
        client_id=row["client_id"],
        revision=row["revision"],
        municipality=row["municipality"],
        initials=row["initials"],
        prefix=row["prefix"],
        surname=row["surname"],
        sex=SEXES[row["sex"]],
        birth_date=row["birth_date"],
        died_on=row["died_on"],
        address=Address.from_json(json.loads(row["address"])),
        secret_address=row["secret_address"],
        household_id=row["household_id"],
        held_back_rows=row["held_back_rows"],
        delivered=tuple(Delivered.from_json(care) for care in json.loads(row["delivered"])),
    )


def right_row(one: ClientRight) -> dict[str, Any]:
    return {
        "client_id": one.client_id,
        "revision": one.revision,
        "municipality": one.municipality,
        "determined_on": one.determined_on,
        "state": one.state,
        "functions": as_text([function.as_json() for function in one.functions]),
    }


def right_of(row: Row) -> ClientRight:
    return ClientRight(
        client_id=row["client_id"],
        revision=row["revision"],
        municipality=row["municipality"],
        determined_on=row["determined_on"],
        state=row["state"],
        functions=tuple(FunctionRight.from_json(function) for function in json.loads(row["functions"])),
    )


def plan_row(one: Plan) -> dict[str, Any]:
    return {name: getattr(one, name) for name in Plan.__slots__}


def plan_of(row: Row) -> Plan:
    return Plan(**{name: row[name] for name in Plan.__slots__})


def budget_row(one: Budget) -> dict[str, Any]:
    return {
        "client_id": one.client_id,
        "revision": one.revision,
        "first_day": one.first_day,
        "last_day": one.last_day,
        "gross_cents": one.gross,
        "contribution_cents": one.contribution,
        "net_cents": one.net,
        "unaccountable_cents": one.unaccountable,
        "withdrawn": one.withdrawn,
    }


def budget_of(row: Row) -> Budget:
    return Budget(
        client_id=row["client_id"],
        revision=row["revision"],
        first_day=row["first_day"],
        last_day=row["last_day"],
        gross=row["gross_cents"],
        contribution=row["contribution_cents"],
        net=row["net_cents"],
        unaccountable=row["unaccountable_cents"],
        withdrawn=row["withdrawn"],
    )


def contribution_row(one: Contribution) -> dict[str, Any]:
    regimes = as_text([regime.as_json() for regime in one.regimes])
    return {"client_id": one.client_id, "revision": one.revision, "regimes": regimes}


def contribution_of(row: Row) -> Contribution:
    regimes = tuple(Regime.from_json(regime) for regime in json.loads(row["regimes"]))
    return Contribution(row["client_id"], row["revision"], regimes)


def letter_row(one: Written) -> dict[str, Any]:
    person = one.recipient
    return {
        "id": one.letter_id,
        "client_id": person.client_id,
        "revision": person.revision,
        "municipality": person.municipality,
        "letter_date": one.letter_date,
        "kind": KIND,
        "template": one.template,
        "state": one.state,
        "reason": one.reason,
        "content": one.content,
        "client_name": person.name,
        "search_name": search_name(person.prefix, person.surname),
        "postcode": person.address.postcode,
        "house_number": person.address.house_number,
        "print_run_id": "",
        "body": one.body,
    }


def letter_view(row: Row) -> LetterView:
    return LetterView(
        id=row["id"],
        client_id=row["client_id"],
        client_name=row["client_name"],
        revision=row["revision"],
        municipality=row["municipality"],
        letter_date=row["letter_date"],
        kind=row["kind"],
        template=row["template"],
        state=row["state"],
        reason=row["reason"],
        printed_in=row["print_run_id"],
    )


def print_run_row(one: PrintRunMade) -> dict[str, Any]:
    return {name: getattr(one, name) for name in PrintRunMade.__slots__}


def print_run_of(row: Row) -> PrintRunMade:
    return PrintRunMade(**{name: row[name] for name in PrintRunMade.__slots__})


def line_row(one: ProviderLine) -> dict[str, Any]:
    return {
        "client_id": one.line.client_id,
        "function_id": one.line.function_id,
        "function": one.line.function,
        "agb": one.agb,
        "provider": one.provider,
        "municipality": one.municipality,
        "right_until": one.line.right_until,
        "transport": one.line.transport,
        "in_use": one.line.in_use,
    }


def line_of(row: Row) -> ProviderLine:
    line = NoticeLine(**{name: row[name] for name in NoticeLine.__slots__})
    return ProviderLine(row["agb"], row["municipality"], row["provider"], line)


def notice_row(one: ProviderNotice) -> dict[str, Any]:
    return {
        "id": one.id,
        "agb": one.agb,
        "municipality": one.municipality,
        "number": one.number,
        "provider": one.provider,
        "made_on": one.made_on,
        "clients": one.clients,
        "content": one.content,
        "lines": as_text([line.as_json() for line in one.lines]),
    }


def notice_of(row: Row) -> ProviderNotice:
    return ProviderNotice(
        id=row["id"],
        agb=row["agb"],
        municipality=row["municipality"],
        provider=row["provider"],
        number=row["number"],
        made_on=row["made_on"],
        lines=tuple(NoticeLine.from_json(line) for line in json.loads(row["lines"])),
    )


def notice_view(row: Row) -> NoticeView:
    return NoticeView(**{name: row[name] for name in NoticeView.__slots__})
