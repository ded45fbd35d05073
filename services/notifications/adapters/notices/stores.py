"""The stores of what providers are told, and of what they answer."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, func, or_, select, update

from services.notifications.adapters.notices.rows import (
    answer_row,
    client_columns,
    client_of,
    notice_of,
    notice_row,
    task_of,
)
from services.notifications.adapters.notices.tables import (
    ending_right,
    notice_round,
    provider_answer,
    provider_client,
    provider_notice,
)
from services.notifications.domain.client.recipient import Provider
from services.notifications.domain.notices.answer import AnswerTask, ProviderAnswered
from services.notifications.domain.notices.ending_right import EndingRight, NoticeLine
from services.notifications.domain.notices.provider_client import ProviderClient
from services.notifications.domain.notices.provider_notice import (
    LastNotice,
    ProviderAndMunicipality,
    ProviderNoticeMade,
)
from shared.storing import delete_rows, insert_new_row, insert_rows, rows_with

LINE_COLUMNS = [field.name for field in fields(NoticeLine)]


class EndingRightStore:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def at(self, municipalities: Collection[str]) -> Sequence[EndingRight]:
        columns = ending_right.c
        query = select(ending_right).where(columns.municipality.in_(municipalities))
        found = self._connection.execute(query.order_by(columns.agb, columns.municipality)).mappings()
        return [_ending_right_of(row) for row in found]

    def of(self, client_ids: Sequence[str]) -> Mapping[str, Sequence[EndingRight]]:
        found: dict[str, list[EndingRight]] = {}
        columns = ending_right.c
        for row in rows_with(self._connection, columns.client_id, client_ids, columns.function_id):
            found.setdefault(row["client_id"], []).append(_ending_right_of(row))
        return found

    def replace(self, client_ids: Sequence[str], rights: Sequence[EndingRight]) -> None:
        delete_rows(self._connection, ending_right.c.client_id, client_ids)
        insert_rows(self._connection, ending_right, [_ending_right_row(right) for right in rights])


class ProviderClientStore:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def at(self, municipalities: Collection[str]) -> Sequence[ProviderClient]:
        columns = provider_client.c
        query = select(provider_client).where(columns.municipality.in_(municipalities))
        found = self._connection.execute(query.order_by(columns.agb, columns.client_id)).mappings()
        return [client_of(row) for row in found]

    def replace(self, client_ids: Sequence[str], clients: Sequence[ProviderClient]) -> None:
        delete_rows(self._connection, provider_client.c.client_id, client_ids)
        insert_rows(self._connection, provider_client, [client_columns(each) for each in clients])


class NoticeRoundStore:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def municipalities(self) -> Mapping[str, date | None]:
        places = (select(table.c.municipality).distinct() for table in (ending_right, provider_client, provider_notice))
        found: dict[str, date | None] = {
            place: None for query in places for place in self._connection.execute(query).scalars()
        }
        for row in self._connection.execute(select(notice_round)).mappings():
            found[row["municipality"]] = row["held_on"]
        return found

    def keep(self, municipalities: Collection[str], day: date) -> None:
        delete_rows(self._connection, notice_round.c.municipality, sorted(municipalities))
        rows = [{"municipality": place, "held_on": day} for place in sorted(municipalities)]
        insert_rows(self._connection, notice_round, rows)


class ProviderAnswerStore:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self, agb: str, client_id: str) -> int:
        columns = provider_answer.c
        query = select(func.count()).where(columns.client_id == client_id, columns.agb == agb)
        return self._connection.execute(query).scalar_one()

    def add(self, answer: ProviderAnswered) -> bool:
        nobody = {"owner_id": None, "owner": None, "done_on": None, "done_by": None, "outcome": ""}
        return insert_new_row(self._connection, provider_answer, answer_row(answer) | nobody)

    def task(self, answer_id: str) -> AnswerTask | None:
        query = select(provider_answer).where(provider_answer.c.id == answer_id)
        row = self._connection.execute(query).mappings().first()
        return task_of(row) if row else None

    def take(self, answer_id: str, user_id: str, name: str) -> None:
        self._change(answer_id, owner_id=user_id, owner=name)

    def finish(self, answer_id: str, day: date, user_id: str, outcome: str) -> None:
        self._change(answer_id, done_on=day, done_by=user_id, outcome=outcome)

    def _change(self, answer_id: str, **values: Any) -> None:
        self._connection.execute(update(provider_answer).where(provider_answer.c.id == answer_id).values(**values))


class NoticeStore:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def last(self, municipalities: Collection[str]) -> Mapping[ProviderAndMunicipality, LastNotice]:
        columns = provider_notice.c
        newest = (
            select(columns.agb, columns.municipality, func.max(columns.number).label("number"))
            .where(columns.municipality.in_(municipalities))
            .group_by(columns.agb, columns.municipality)
            .subquery()
        )
        same = (
            (columns.agb == newest.c.agb)
            & (columns.municipality == newest.c.municipality)
            & (columns.number == newest.c.number)
        )
        found = self._connection.execute(select(provider_notice).join(newest, same)).mappings()
        return {(row["agb"], row["municipality"]): _last_of(row) for row in found}

    def add(self, notices: Sequence[ProviderNoticeMade]) -> None:
        insert_rows(self._connection, provider_notice, [notice_row(notice) for notice in notices])

    def of(self, notice_ids: Collection[str]) -> Mapping[str, ProviderNoticeMade]:
        rows = rows_with(self._connection, provider_notice.c.id, sorted(notice_ids))
        return {row["id"]: notice_of(row) for row in rows}

    def keep(self, notices: Sequence[ProviderNoticeMade]) -> None:
        delete_rows(self._connection, provider_notice.c.id, [notice.notice_id for notice in notices])
        self.add(notices)

    def about(self, client_ids: Sequence[str]) -> Sequence[ProviderNoticeMade]:
        """There is no index for it: this is asked when somebody is forgotten."""
        columns = (provider_notice.c.lines, provider_notice.c.told)
        named = or_(*(column.contains(client_id) for client_id in client_ids for column in columns))
        return [notice_of(row) for row in self._connection.execute(select(provider_notice).where(named)).mappings()]

    def replace(self, notice: ProviderNoticeMade) -> None:
        delete_rows(self._connection, provider_notice.c.id, [notice.notice_id])
        self.add([notice])


def _last_of(row: RowMapping) -> LastNotice:
    told = {each.client.client_id: each.client for each in notice_of(row).told if not each.gone}
    return LastNotice(row["number"], row["content"], row["provider"], told)


def _ending_right_row(right: EndingRight) -> dict[str, Any]:
    line = {name: getattr(right.line, name) for name in LINE_COLUMNS}
    return line | {
        "agb": right.provider.agb,
        "provider": right.provider.name,
        "municipality": right.municipality,
        "week": right.week,
        "youth": right.youth,
    }


def _ending_right_of(row: RowMapping) -> EndingRight:
    line = NoticeLine(**{name: row[name] for name in LINE_COLUMNS})
    return EndingRight(Provider(row["agb"], row["provider"]), row["municipality"], line, row["week"], row["youth"])
