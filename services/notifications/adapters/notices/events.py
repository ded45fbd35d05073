"""Notices to providers and their answers as event data, and the notices, for a rebuild, back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.notifications.domain.client.recipient import (
    Provider,
)
from services.notifications.domain.notices.answer import ProviderAnswered
from services.notifications.domain.notices.ending_right import NoticeLine
from services.notifications.domain.notices.provider_client import CareEnd, ProviderClient, Stage
from services.notifications.domain.notices.provider_notice import NoticePage, ProviderNoticeMade, ToldClient
from shared.events.envelope import Event
from shared.fields import day_or_none, text_field, text_or_none


def notice_page_from(event: Event) -> NoticePage:
    """Our own notifications.provider-notice-made.v1, for a rebuild; one without pages is whole."""
    return NoticePage(_notice_from(event.data), int(event.data.get("page", 1)), int(event.data.get("pages", 1)))


def page_data(made: NoticePage) -> dict[str, Any]:
    return {**_notice_data(made.notice), "page": made.page, "pages": made.pages}


def _notice_from(data: Mapping[str, Any]) -> ProviderNoticeMade:
    return ProviderNoticeMade(
        notice_id=text_field(data, "noticeId"),
        agb=text_field(data, "agb"),
        municipality=text_field(data, "municipality"),
        provider=text_field(data, "provider"),
        number=int(data["number"]),
        made_on=date.fromisoformat(data["madeOn"]),
        lines=tuple(_notice_line(line) for line in data["lines"]),
        told=tuple(_told_client(each, data) for each in data.get("clients", [])),
    )


def _notice_data(made: ProviderNoticeMade) -> dict[str, Any]:
    return {
        "noticeId": made.notice_id,
        "agb": made.agb,
        "municipality": made.municipality,
        "provider": made.provider,
        "number": made.number,
        "madeOn": made.made_on.isoformat(),
        "lines": [_notice_line_data(line) for line in made.lines],
        "clients": [_told_client_data(each) for each in made.told],
    }


def answered_data(answered: ProviderAnswered) -> dict[str, Any]:
    """Without its text, which stays here."""
    return {
        "answerId": answered.answer_id,
        "municipality": answered.municipality,
        "agb": answered.agb,
        "kind": answered.kind.value,
        "receivedOn": answered.received_on.isoformat(),
        "since": text_or_none(answered.since),
        "dueOn": answered.due_on.isoformat(),
    }


def _told_client_data(told: ToldClient) -> dict[str, Any]:
    client = told.client
    return {
        "clientId": client.client_id,
        "decisionNumber": client.number,
        "care": client.care,
        "stage": client.stage.value,
        "day": text_or_none(client.day),
        "until": text_or_none(client.until),
        "weeks": client.weeks,
        "handover": client.handover,
        "ends": [{"care": each.care, "until": each.until.isoformat()} for each in client.ends],
        "news": told.news,
        "gone": told.gone,
        **_stop_data(client),
    }


def _stop_data(client: ProviderClient) -> dict[str, Any]:
    """Left out where there is none, as nearly everywhere: the list bounds how many clients one event can hold."""
    if client.pgb_until is None:
        return {}
    return {"pgbUntil": client.pgb_until.isoformat(), "pgbWeeks": client.pgb_weeks}


def _told_client(data: Mapping[str, Any], notice: Mapping[str, Any]) -> ToldClient:
    client = ProviderClient(
        provider=Provider(text_field(notice, "agb"), text_field(notice, "provider")),
        municipality=text_field(notice, "municipality"),
        client_id=text_field(data, "clientId"),
        number=text_field(data, "decisionNumber"),
        care=text_field(data, "care"),
        stage=Stage(data["stage"]),
        day=day_or_none(data["day"]),
        until=day_or_none(data["until"]),
        weeks=data["weeks"],
        handover=bool(data["handover"]),
        pgb_until=day_or_none(data.get("pgbUntil")),
        pgb_weeks=data.get("pgbWeeks"),
        ends=tuple(CareEnd(each["care"], date.fromisoformat(each["until"])) for each in data.get("ends", [])),
    )
    return ToldClient(client, bool(data["news"]), bool(data["gone"]))


def _notice_line_data(line: NoticeLine) -> dict[str, Any]:
    return {
        "clientId": line.client_id,
        "functionId": line.function_id,
        "function": line.function,
        "rightUntil": line.right_until.isoformat(),
        "transport": line.transport,
        "inUse": line.in_use,
        "inKindFrom": line.in_kind_from.isoformat() if line.in_kind_from else None,
    }


def _notice_line(data: Mapping[str, Any]) -> NoticeLine:
    """The contract lets a list leave out transport, use and a budget; then nothing was said of the kind."""
    return NoticeLine(
        client_id=text_field(data, "clientId"),
        function_id=text_field(data, "functionId"),
        function=text_field(data, "function"),
        right_until=date.fromisoformat(data["rightUntil"]),
        transport=bool(data.get("transport", False)),
        in_use=bool(data.get("inUse", True)),
        in_kind_from=day_or_none(data.get("inKindFrom")),
    )
