"""What providers are told, as the columns of a row and as JSON within one, and back."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from services.notifications.domain.client.recipient import Provider
from services.notifications.domain.notices.answer import AnswerKind, AnswerTask, ProviderAnswered
from services.notifications.domain.notices.ending_right import NoticeLine
from services.notifications.domain.notices.provider_client import CareEnd, ProviderClient, Stage
from services.notifications.domain.notices.provider_notice import ProviderNoticeMade, ToldClient
from shared.fields import day_or_none, text_or_none
from shared.json_text import json_text, json_value

Kept = Mapping[str, Any]
NEVER = date(9999, 12, 31)
ANSWER_COLUMNS = [field.name for field in fields(ProviderAnswered) if field.name != "answer_id"]


def client_columns(client: ProviderClient) -> dict[str, Any]:
    return {
        "agb": client.provider.agb,
        "provider": client.provider.name,
        "municipality": client.municipality,
        "client_id": client.client_id,
        "number": client.number,
        "care": client.care,
        "stage": client.stage.value,
        "day": client.day,
        "until": client.until,
        "next_day": client.next_day or NEVER,
        "weeks": client.weeks,
        "handover": client.handover,
        "pgb_until": client.pgb_until,
        "pgb_weeks": client.pgb_weeks,
        "ends": json_text(_ends_json(client)),
    }


def client_of(row: RowMapping) -> ProviderClient:
    return ProviderClient(
        provider=Provider(row["agb"], row["provider"]),
        municipality=row["municipality"],
        client_id=row["client_id"],
        number=row["number"],
        care=row["care"],
        stage=Stage(row["stage"]),
        day=row["day"],
        until=row["until"],
        weeks=row["weeks"],
        handover=row["handover"],
        pgb_until=row["pgb_until"],
        pgb_weeks=row["pgb_weeks"],
        ends=_ends_of(json_value(row["ends"])),
    )


def notice_row(notice: ProviderNoticeMade) -> dict[str, Any]:
    return {
        "id": notice.notice_id,
        "agb": notice.agb,
        "municipality": notice.municipality,
        "number": notice.number,
        "provider": notice.provider,
        "made_on": notice.made_on,
        "clients": notice.clients,
        "content": notice.fingerprint,
        "lines": json_text([_line_json(line) for line in notice.lines]),
        "told": json_text([_told_json(each) for each in notice.told]),
    }


def notice_of(row: RowMapping) -> ProviderNoticeMade:
    return ProviderNoticeMade(
        notice_id=row["id"],
        agb=row["agb"],
        municipality=row["municipality"],
        provider=row["provider"],
        number=row["number"],
        made_on=row["made_on"],
        lines=tuple(_line_of(line) for line in json_value(row["lines"])),
        told=tuple(_told_of(each, row) for each in json_value(row["told"])),
    )


def answer_row(answer: ProviderAnswered) -> dict[str, Any]:
    values = {name: getattr(answer, name) for name in ANSWER_COLUMNS}
    return values | {"id": answer.answer_id, "kind": answer.kind.value}


def answer_of(row: RowMapping) -> ProviderAnswered:
    values = {name: row[name] for name in ANSWER_COLUMNS}
    return ProviderAnswered(**values | {"answer_id": row["id"], "kind": AnswerKind(row["kind"])})


def task_of(row: RowMapping) -> AnswerTask:
    return AnswerTask(answer_of(row), row["owner_id"], row["owner"], row["done_on"], row["done_by"], row["outcome"])


def _line_json(line: NoticeLine) -> dict[str, Any]:
    return {
        "clientId": line.client_id,
        "functionId": line.function_id,
        "function": line.function,
        "rightUntil": line.right_until.isoformat(),
        "transport": line.transport,
        "inUse": line.in_use,
        "inKindFrom": text_or_none(line.in_kind_from),
    }


def _line_of(kept: Kept) -> NoticeLine:
    return NoticeLine(
        client_id=kept["clientId"],
        function_id=kept["functionId"],
        function=kept["function"],
        right_until=date.fromisoformat(kept["rightUntil"]),
        transport=kept["transport"],
        in_use=kept["inUse"],
        in_kind_from=day_or_none(kept["inKindFrom"]),
    )


def _told_json(told: ToldClient) -> dict[str, Any]:
    client = told.client
    return {
        "client": client.client_id,
        "number": client.number,
        "care": client.care,
        "stage": client.stage.value,
        "day": text_or_none(client.day),
        "until": text_or_none(client.until),
        "weeks": client.weeks,
        "handover": client.handover,
        "pgbUntil": text_or_none(client.pgb_until),
        "pgbWeeks": client.pgb_weeks,
        "ends": _ends_json(client),
        "news": told.news,
        "gone": told.gone,
    }


def _told_of(kept: Kept, row: RowMapping) -> ToldClient:
    client = ProviderClient(
        provider=Provider(row["agb"], row["provider"]),
        municipality=row["municipality"],
        client_id=kept["client"],
        number=kept["number"],
        care=kept["care"],
        stage=Stage(kept["stage"]),
        day=day_or_none(kept["day"]),
        until=day_or_none(kept["until"]),
        weeks=kept["weeks"],
        handover=kept["handover"],
        pgb_until=day_or_none(kept.get("pgbUntil")),
        pgb_weeks=kept.get("pgbWeeks"),
        ends=_ends_of(kept.get("ends", [])),
    )
    return ToldClient(client, kept["news"], kept["gone"])


def _ends_json(client: ProviderClient) -> list[list[str]]:
    return [[each.care, each.until.isoformat()] for each in client.ends]


def _ends_of(kept: Sequence[Sequence[str]]) -> tuple[CareEnd, ...]:
    return tuple(CareEnd(care, date.fromisoformat(until)) for care, until in kept)
