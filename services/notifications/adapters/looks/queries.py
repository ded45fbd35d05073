"""Reading who looked."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from services.notifications.adapters.client.queries import ClientQueries
from services.notifications.adapters.client.tables import recipient
from services.notifications.adapters.letters.conditions import REFERENCE, named_like
from services.notifications.adapters.letters.tables import letter
from services.notifications.adapters.looks.rows import look_of
from services.notifications.adapters.looks.tables import look, look_client
from services.notifications.application.letters.views import LetterFilter
from services.notifications.application.looks.views import MOST_COUNTED, FoundLooks, LookFilter
from services.notifications.domain.looks.look import Look
from services.notifications.domain.looks.odd import Opened
from services.notifications.domain.looks.seen import ListedBy, OpenedBy, WhoLooked
from shared.access import STAFF, Role
from shared.clock import AMSTERDAM
from shared.looks.purpose import Kind
from shared.searching import Sought
from shared.storing import among, aware

OF_THE_OFFICE = (*STAFF, Role.FINANCE)
NEWEST_FIRST = (look.c.at.desc(), look.c.look_id.desc())


class LookQueries(ClientQueries):
    """With the clients, who are named beside their looks."""

    def clients_sought(self, municipalities: frozenset[str], sought: Sought, most: int) -> Sequence[str]:
        """By day of birth, by the first characters of the id, or by the name as it stands on letters."""
        query = self._sought(municipalities, sought).distinct().limit(most + 1)
        return [row.client_id for row in self._connection.execute(query)]

    def _sought(self, municipalities: frozenset[str], sought: Sought) -> Select[Any]:
        if sought.birth_date is not None:
            here = recipient.c.municipality.in_(municipalities)
            return select(recipient.c.client_id).where(recipient.c.birth_date == sought.birth_date, here)
        if REFERENCE.fullmatch(sought.typed.lower()):
            begins = recipient.c.client_id.startswith(sought.typed.lower(), autoescape=True)
            return select(recipient.c.client_id).where(begins, recipient.c.municipality.in_(municipalities))
        named = named_like(LetterFilter(sought=sought))
        return select(letter.c.client_id).where(letter.c.municipality.in_(municipalities), *named)

    def looks(self, municipalities: frozenset[str], wanted: LookFilter, clients: Sequence[str] | None) -> FoundLooks:
        conditions = self._conditions(municipalities, wanted, clients)
        page = select(look).where(*conditions).order_by(*NEWEST_FIRST).offset(wanted.offset).limit(wanted.limit)
        found = [look_of(row) for row in self._connection.execute(page).mappings()]
        return FoundLooks(found, self._counted(conditions))

    def count_opened(self, municipalities: frozenset[str], wanted: LookFilter, clients: Sequence[str] | None) -> int:
        opened = look.c.kind == Kind.FILE.value
        return self._counted([*self._conditions(municipalities, wanted, clients), opened])

    def count_due(self, last_days: Mapping[str, date]) -> int:
        if not last_days:
            return 0
        columns = look_client.c
        ends = {code: _midnight(day + timedelta(days=1)) for code, day in last_days.items()}
        over = [(columns.municipality == code) & (columns.at < end) for code, end in ends.items()]
        kept = [(columns.municipality == code) & (columns.at >= end) for code, end in ends.items()]
        of_look = select(columns.look_id).where(columns.look_id == look.c.look_id)
        at_most = look.c.at < max(ends.values())
        return self._counted([at_most, of_look.where(or_(*over)).exists(), ~of_look.where(or_(*kept)).exists()])

    def look(self, look_id: str) -> Look | None:
        row = self._connection.execute(select(look).where(look.c.look_id == look_id)).mappings().first()
        return look_of(row) if row else None

    def clients_of(
        self, look_ids: Sequence[str], municipalities: frozenset[str], offset: int = 0, limit: int | None = None
    ) -> Sequence[tuple[str, str]]:
        columns = look_client.c
        query = (
            select(columns.look_id, columns.client_id)
            .where(among(self._connection, columns.look_id, look_ids), columns.municipality.in_(municipalities))
            .order_by(columns.look_id, columns.client_id)
        )
        rows = self._connection.execute(query.offset(offset).limit(limit))
        return [(row.look_id, row.client_id) for row in rows]

    def count_clients_of(self, look_id: str, municipalities: frozenset[str]) -> int:
        columns = look_client.c
        counted = select(func.count()).where(columns.look_id == look_id, columns.municipality.in_(municipalities))
        return int(self._connection.execute(counted).scalar_one())

    def opened_files(self, municipalities: frozenset[str], since: date, until: date) -> Sequence[Opened]:
        roles = [role.value for role in OF_THE_OFFICE]
        query = (
            select(look, look_client.c.client_id, look_client.c.municipality)
            .join_from(look, look_client, look_client.c.look_id == look.c.look_id)
            .where(look.c.kind == Kind.FILE.value, look.c.role.in_(roles), *_between(since, until))
            .where(look_client.c.municipality.in_(municipalities))
            .order_by(look.c.at, look.c.look_id, look_client.c.client_id)
        )
        rows = self._connection.execute(query).mappings()
        return [Opened(look_of(row), row["client_id"], row["municipality"], "") for row in rows]

    def who_looked_at(self, client_id: str, offset: int, limit: int) -> WhoLooked:
        columns = look_client.c
        others = (columns.client_id == client_id, look.c.role != Role.CLIENT.value)
        opened = (*others, columns.kind == Kind.FILE.value)
        joined = select(look, columns.municipality).join_from(look_client, look, look.c.look_id == columns.look_id)
        newest = joined.where(*opened).order_by(columns.at.desc(), columns.look_id.desc())
        rows = self._connection.execute(newest.offset(offset).limit(limit)).mappings().all()
        both = select(func.count()).join_from(look_client, look, look.c.look_id == columns.look_id)
        total = int(self._connection.execute(both.where(*opened)).scalar_one())
        found = [OpenedBy(look_of(row), row["municipality"]) for row in rows]
        return WhoLooked(found, total, self._listed(others))

    def _listed(self, others: Sequence[ColumnElement[bool]]) -> Sequence[ListedBy]:
        columns = look_client.c
        by = (look.c.role, columns.municipality, look.c.provider, look.c.purpose, look.c.words)
        last = func.max(columns.at).label("last_at")
        query = (
            select(*by, func.count().label("times"), last)
            .join_from(look_client, look, look.c.look_id == columns.look_id)
            .where(*others, columns.kind == Kind.LIST.value)
            .group_by(*by)
            .order_by(last.desc(), look.c.purpose)
        )
        return [
            ListedBy(
                role=Role(row.role),
                municipality=row.municipality,
                provider=row.provider,
                purpose=row.purpose,
                words=row.words,
                times=row.times,
                last_at=aware(row.last_at),
            )
            for row in self._connection.execute(query)
        ]

    def _conditions(
        self, municipalities: frozenset[str], wanted: LookFilter, clients: Sequence[str] | None
    ) -> list[ColumnElement[bool]]:
        columns = look_client.c
        here = select(columns.look_id).where(columns.municipality.in_(municipalities))
        conditions: list[ColumnElement[bool]] = list(_between(wanted.since, wanted.until))
        if clients is None:
            conditions.append(here.where(columns.look_id == look.c.look_id).exists())
        else:
            conditions.append(look.c.look_id.in_(here.where(among(self._connection, columns.client_id, clients))))
        if wanted.user:
            typed = wanted.user.lower()
            like = func.lower(look.c.user_name).contains(typed, autoescape=True)
            conditions.append((func.lower(look.c.user_id) == typed) | like)
        if wanted.kind is not None:
            conditions.append(look.c.kind == wanted.kind.value)
        if wanted.role is not None:
            conditions.append(look.c.role == wanted.role.value)
        return conditions

    def _counted(self, conditions: Sequence[ColumnElement[bool]]) -> int:
        some = select(look.c.look_id).where(*conditions).limit(MOST_COUNTED).subquery()
        return int(self._connection.execute(select(func.count()).select_from(some)).scalar_one())


def _between(since: date, until: date) -> Sequence[ColumnElement[bool]]:
    return (look.c.at >= _midnight(since), look.c.at < _midnight(until + timedelta(days=1)))


def _midnight(day: date) -> datetime:
    """Of the day in the Netherlands, as the tables have moments."""
    return datetime.combine(day, time(), tzinfo=AMSTERDAM).astimezone(UTC)
