"""Reading notices to providers, straight from the tables."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from services.notifications.adapters.notices.stores import notice_of
from services.notifications.adapters.notices.tables import ending_right, provider_notice
from services.notifications.application.notices.views import NoticeFilter, NoticeView
from services.notifications.domain.notices.provider_notice import ProviderNoticeMade

ORDERS: Mapping[str, ColumnElement[Any]] = {
    "made": provider_notice.c.made_on,
    "provider": provider_notice.c.provider,
    "clients": provider_notice.c.clients,
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
