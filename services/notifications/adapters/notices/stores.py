"""The stores of notices to providers. The lines of a notice are kept as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from services.notifications.adapters.notices.tables import ending_right, provider_notice
from services.notifications.domain.client.recipient import Provider
from services.notifications.domain.notices.ending_right import EndingRight, NoticeLine
from services.notifications.domain.notices.provider_notice import (
    LastNotice,
    ProviderAndMunicipality,
    ProviderNoticeMade,
)
from shared.json_text import json_text, json_value
from shared.storing import delete_rows, insert_rows, present

LINE_COLUMNS = [field.name for field in fields(NoticeLine)]


class EndingRightStore:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> Sequence[EndingRight]:
        query = select(ending_right).order_by(ending_right.c.agb, ending_right.c.municipality)
        return [_ending_right_of(row) for row in self._connection.execute(query).mappings()]

    def replace(self, client_ids: Sequence[str], rights: Sequence[EndingRight]) -> None:
        delete_rows(self._connection, ending_right.c.client_id, client_ids)
        insert_rows(self._connection, ending_right, [_ending_right_row(right) for right in rights])


class NoticeStore:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def last(self) -> Mapping[ProviderAndMunicipality, LastNotice]:
        columns = provider_notice.c
        query = select(columns.agb, columns.municipality, columns.number, columns.content, columns.provider).order_by(
            columns.number
        )
        found = self._connection.execute(query)
        return {(row.agb, row.municipality): LastNotice(row.number, row.content, row.provider) for row in found}

    def add(self, notices: Sequence[ProviderNoticeMade]) -> None:
        insert_rows(self._connection, provider_notice, [_notice_row(notice) for notice in notices])

    def has(self, notice_id: str) -> bool:
        return bool(present(self._connection, provider_notice.c.id, [notice_id]))


def notice_of(row: RowMapping) -> ProviderNoticeMade:
    return ProviderNoticeMade(
        notice_id=row["id"],
        agb=row["agb"],
        municipality=row["municipality"],
        provider=row["provider"],
        number=row["number"],
        made_on=row["made_on"],
        lines=tuple(_line_of(line) for line in json_value(row["lines"])),
    )


def _notice_row(notice: ProviderNoticeMade) -> dict[str, Any]:
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
    }


def _line_json(line: NoticeLine) -> dict[str, Any]:
    return {
        "clientId": line.client_id,
        "functionId": line.function_id,
        "function": line.function,
        "rightUntil": line.right_until.isoformat(),
        "transport": line.transport,
        "inUse": line.in_use,
        "inKindFrom": line.in_kind_from.isoformat() if line.in_kind_from else None,
    }


def _line_of(kept: Mapping[str, Any]) -> NoticeLine:
    return NoticeLine(
        client_id=kept["clientId"],
        function_id=kept["functionId"],
        function=kept["function"],
        right_until=date.fromisoformat(kept["rightUntil"]),
        transport=kept["transport"],
        in_use=kept["inUse"],
        in_kind_from=date.fromisoformat(kept["inKindFrom"]) if kept["inKindFrom"] else None,
    )


def _ending_right_row(right: EndingRight) -> dict[str, Any]:
    line = {name: getattr(right.line, name) for name in LINE_COLUMNS}
    return line | {"agb": right.provider.agb, "provider": right.provider.name, "municipality": right.municipality}


def _ending_right_of(row: RowMapping) -> EndingRight:
    line = NoticeLine(**{name: row[name] for name in LINE_COLUMNS})
    return EndingRight(Provider(row["agb"], row["provider"]), row["municipality"], line)
