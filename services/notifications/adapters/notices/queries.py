"""Reading notices to providers, straight from the tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Date, Row, Select, case, func, literal, or_, select, true

from services.notifications.adapters.notices.rows import answer_of, client_of, notice_of, task_of
from services.notifications.adapters.notices.tables import (
    ending_right,
    provider_answer,
    provider_client,
    provider_notice,
)
from services.notifications.application.notices.views import (
    ClientFilter,
    NoticeFilter,
    NoticeView,
    ProviderAnswerFilter,
)
from services.notifications.domain.notices.answer import AnswerTask, ProviderAnswered
from services.notifications.domain.notices.provider_client import IN_A_WEEK, ProviderClient
from services.notifications.domain.notices.provider_notice import ProviderNoticeMade
from shared.calendar.days import monday_of
from shared.storing import hidden, merged_page, rows_with

ORDERS: Mapping[str, ColumnElement[Any]] = {
    "made": provider_notice.c.made_on,
    "provider": provider_notice.c.provider,
    "clients": provider_notice.c.clients,
}
Part = tuple[ColumnElement[Any], Sequence[ColumnElement[bool]]]
"""The column of the next day, and the conditions of a part of a list."""
DAY = timedelta(days=1)
FEW = 1_000
"""As many clients are sorted without a thought."""
FAR = 10_000
"""As many clients may lie before a page without a thought."""
ANSWER_ORDERS: Mapping[str, ColumnElement[Any]] = {
    "due": provider_answer.c.due_on,
    "received": provider_answer.c.received_on,
}
VIEWED = [provider_notice.c[field.name] for field in fields(NoticeView)]


class NoticeQueries:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def notices(self, wanted: NoticeFilter) -> Sequence[NoticeView]:
        columns = provider_notice.c
        column = ORDERS[wanted.order]
        in_order = select(*VIEWED).order_by(
            column.desc() if wanted.descending else column,
            columns.made_on.desc(),
            columns.provider,
            columns.municipality,
            columns.number.desc(),
        )
        query = in_order.where(*_conditions(wanted)).offset(wanted.offset).limit(wanted.limit)
        return [NoticeView(**row) for row in self._connection.execute(query).mappings()]

    def count_notices(self, wanted: NoticeFilter) -> int:
        query = select(func.count()).select_from(provider_notice).where(*_conditions(wanted))
        return self._connection.execute(query).scalar_one()

    def notice(self, notice_id: str) -> ProviderNoticeMade | None:
        query = select(provider_notice).where(provider_notice.c.id == notice_id)
        row = self._connection.execute(query).mappings().first()
        return notice_of(row) if row else None

    def provider_clients(self, wanted: ClientFilter) -> Sequence[ProviderClient]:
        return self._with_keys(self._page_of_keys(wanted))

    def _page_of_keys(self, wanted: ClientFilter) -> Sequence[Row[Any]]:
        """What lies before a page is passed over, so one far behind the middle is read from the end."""
        total = self.count_provider_clients(wanted) if wanted.limit is not None and wanted.offset >= FAR else 0
        if wanted.limit is None or not total or wanted.offset <= total // 2:
            return self._keys(wanted, wanted.offset, wanted.limit)
        size = max(0, min(wanted.limit, total - wanted.offset))
        return self._keys(wanted, max(0, total - wanted.offset - size), size, backwards=True)[::-1]

    def _keys(
        self, wanted: ClientFilter, skip: int, most: int | None, *, backwards: bool = False
    ) -> Sequence[Row[Any]]:
        """`backwards`: from the last to the first. Most care ends on one day, so what is over is read along its index
        backwards as a whole."""
        branches = _branches(wanted, few_end=self._few_end(wanted))
        first, *ties = _names(wanted)
        down = wanted.descending and wanted.past_before is not None
        order = {first: wanted.descending is not backwards} | dict.fromkeys(ties, down is not backwards)
        page = merged_page(self._connection.dialect.name, branches, order, skip, most)
        return self._connection.execute(page).all()

    def _with_keys(self, rows: Sequence[Row[Any]]) -> Sequence[ProviderClient]:
        """Only these are read whole: the list is put in order by few columns."""
        keys = [(row.agb, row.client_id, row.municipality) for row in rows]
        of_them = rows_with(self._connection, provider_client.c.client_id, {client_id for _, client_id, _ in keys})
        found = {(row["agb"], row["client_id"], row["municipality"]): row for row in of_them}
        return [client_of(found[key]) for key in keys]

    def count_provider_clients(self, wanted: ClientFilter) -> int:
        parts = [select(func.count()).select_from(provider_client).where(*fits) for _, fits in _parts(wanted, True)]
        return sum(self._connection.execute(part).scalar_one() for part in parts)

    def _few_end(self, wanted: ClientFilter) -> bool:
        """Whether few rights end in the days asked for."""
        if wanted.first is None or wanted.last is None:
            return True
        columns = provider_client.c
        there = columns.municipality.in_(wanted.municipalities) & columns.until.between(wanted.first, wanted.last)
        some = select(columns.client_id).where(there).limit(FEW + 1).subquery()
        return self._connection.execute(select(func.count()).select_from(some)).scalar_one() <= FEW

    def provider_client(self, agb: str, client_id: str) -> ProviderClient | None:
        columns = provider_client.c
        query = select(provider_client).where(columns.client_id == client_id, columns.agb == agb)
        row = self._connection.execute(query.order_by(columns.municipality).limit(1)).mappings().first()
        return client_of(row) if row else None

    def last_answers(self, agb: str | None, client_ids: Sequence[str]) -> Mapping[tuple[str, str], ProviderAnswered]:
        columns = provider_answer.c
        rows = rows_with(self._connection, columns.client_id, client_ids, columns.received_on, columns.number)
        return {(row["agb"], row["client_id"]): answer_of(row) for row in rows if agb in (None, row["agb"])}

    def provider_answers(self, wanted: ProviderAnswerFilter) -> Sequence[AnswerTask]:
        columns = provider_answer.c
        column = ANSWER_ORDERS[wanted.order]
        order = (column.desc() if wanted.descending else column, columns.received_on, columns.id)
        query = select(provider_answer).where(*_answer_conditions(wanted)).order_by(*order)
        rows = self._connection.execute(query.offset(wanted.offset).limit(wanted.limit)).mappings()
        return [task_of(row) for row in rows]

    def count_provider_answers(self, wanted: ProviderAnswerFilter) -> int:
        query = select(func.count()).select_from(provider_answer).where(*_answer_conditions(wanted))
        return self._connection.execute(query).scalar_one()

    def count_all_notices(self) -> int:
        return self._connection.execute(select(func.count()).select_from(provider_notice)).scalar_one()

    def example_provider(self) -> str | None:
        """The AGB of the provider with most clients; None when there is none."""
        clients = func.count(ending_right.c.client_id.distinct())
        busiest = select(ending_right.c.agb).group_by(ending_right.c.agb).order_by(clients.desc(), ending_right.c.agb)
        found: str | None = self._connection.execute(busiest.limit(1)).scalar()
        return found


def _conditions(wanted: NoticeFilter) -> list[ColumnElement[bool]]:
    columns = provider_notice.c
    seen = columns.municipality.in_(wanted.municipalities) if wanted.agb is None else columns.agb == wanted.agb
    return [seen] if wanted.municipality is None else [seen, columns.municipality == wanted.municipality]


def _names(wanted: ClientFilter) -> Sequence[str]:
    """The columns by which the list is in order."""
    return tuple(dict.fromkeys(({"next": "next_day"}.get(wanted.order, wanted.order), "number", "client_id", "agb")))


def _branches(wanted: ClientFilter, *, few_end: bool) -> Sequence[Select[Any]]:
    """Who is on the list: each part of it, and for staff each municipality, along an index that has the order."""
    columns = provider_client.c
    codes = [code for code in sorted(wanted.municipalities) if wanted.municipality in (None, code)]
    towns = [true()] if wanted.own or not codes else [columns.municipality == code for code in codes]
    return [
        select(
            *(next_day.label(name) if name == "next_day" else columns[name] for name in _names(wanted)),
            columns.municipality,
        ).where(town, *fits)
        for next_day, fits in _parts(wanted, few_end)
        for town in towns
    ]


def _parts(wanted: ClientFilter, few_end: bool) -> Sequence[Part]:
    """Who is on the list, each once, in parts that each have an index with their order. The column that the database
    might choose another index by is hidden from it."""
    if wanted.past_before is not None:
        return [
            (
                provider_client.c.until,
                [provider_client.c.until < wanted.past_before, *_over(wanted, wanted.past_before)],
            )
        ]
    if wanted.lasting_on is not None:
        return [(provider_client.c.next_day, [provider_client.c.until.is_(None), *_over(wanted, wanted.lasting_on)])]
    if wanted.coming_from is None:
        return _told(wanted, few_end, None)
    today = wanted.coming_from
    return [*_told(wanted, few_end, today), *_this_week(wanted, today), *_ends(wanted, today)]


def _told(wanted: ClientFilter, few_end: bool, since: date | None) -> Sequence[Part]:
    """Those whose next day lies in the days asked for, and then the others whose right ends in them. The others are
    found by that end and sorted when they are few, or else along the index of the order."""
    columns = provider_client.c
    if wanted.first is None or wanted.last is None:
        return [(columns.next_day, [*_client_conditions(wanted), *_from(columns.next_day, since)])]
    next_day = hidden(columns.next_day) if few_end else columns.next_day
    until = columns.until if few_end else hidden(columns.until)
    soon, ends = (day.between(wanted.first, wanted.last) for day in (columns.next_day, until))
    later = ~next_day.between(wanted.first, wanted.last)
    return [
        (columns.next_day, [*_client_conditions(wanted), *_from(columns.next_day, since), soon]),
        (next_day, [*_client_conditions(wanted), *_from(next_day, since), ends, later]),
    ]


def _from(next_day: ColumnElement[Any], since: date | None) -> list[ColumnElement[bool]]:
    return [] if since is None else [next_day >= since]


def _this_week(wanted: ClientFilter, today: date) -> Iterator[Part]:
    """A conversation of which the week has begun."""
    columns = provider_client.c
    begun = columns.next_day.between(monday_of(today), today - DAY)
    if monday_of(today) < today:
        for stage in sorted(IN_A_WEEK):
            fits = [*_client_conditions(wanted), columns.stage == stage.value, begun]
            yield columns.next_day, [*fits, *_in_days(wanted, columns.next_day, columns.until)]


def _ends(wanted: ClientFilter, today: date) -> Iterator[Part]:
    """Of what was told the day is over, and the care is not: its end comes next."""
    columns = provider_client.c
    next_day = hidden(columns.next_day)
    fits = [*_client_conditions(wanted), columns.until >= today, _is_over(next_day, today)]
    yield columns.until, [*fits, *_in_days(wanted, next_day, columns.until)]


def _over(wanted: ClientFilter, today: date) -> list[ColumnElement[bool]]:
    next_day = hidden(provider_client.c.next_day)
    in_days = _in_days(wanted, next_day, provider_client.c.until)
    return [*_client_conditions(wanted), _is_over(next_day, today), *in_days]


def _is_over(next_day: ColumnElement[Any], today: date) -> ColumnElement[bool]:
    in_a_week = provider_client.c.stage.in_(sorted(IN_A_WEEK))
    return next_day < case((in_a_week, literal(monday_of(today), Date)), else_=literal(today, Date))


def _in_days(wanted: ClientFilter, *days: ColumnElement[Any]) -> list[ColumnElement[bool]]:
    if wanted.first is None or wanted.last is None:
        return []
    return [or_(*(day.between(wanted.first, wanted.last) for day in days))]


def _client_conditions(wanted: ClientFilter) -> list[ColumnElement[bool]]:
    columns = provider_client.c
    found: list[ColumnElement[bool]] = [
        columns.municipality.in_(wanted.municipalities) if not wanted.own else columns.agb == wanted.agb
    ]
    if wanted.agb is not None and not wanted.own:
        found.append(columns.agb == wanted.agb)
    if wanted.municipality is not None:
        found.append(columns.municipality == wanted.municipality)
    if wanted.stage is not None:
        found.append(columns.stage == wanted.stage.value)
    return found


def _answer_conditions(wanted: ProviderAnswerFilter) -> list[ColumnElement[bool]]:
    columns = provider_answer.c
    found: list[ColumnElement[bool]] = [columns.municipality.in_(wanted.municipalities)]
    if wanted.municipality is not None:
        found.append(columns.municipality == wanted.municipality)
    if wanted.kind is not None:
        found.append(columns.kind == wanted.kind.value)
    if wanted.done is not None:
        found.append(columns.done_on.is_not(None) if wanted.done else columns.done_on.is_(None))
    if wanted.late_on is not None:
        found.append(columns.done_on.is_(None) & (columns.due_on < wanted.late_on))
    return found
