"""The answers for screens, API and commands, straight from the tables."""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, select

from services.notifications.adapters.letters import rows
from services.notifications.adapters.letters.stores import PartTables
from services.notifications.adapters.letters.tables import (
    budget,
    client_right,
    contribution,
    ending_right,
    letter,
    plan,
    print_run,
    provider_notice,
    recipient,
)
from services.notifications.application.letters.ports import PrintRunMade
from services.notifications.application.letters.views import (
    Known,
    LetterFilter,
    LetterView,
    NoticeFilter,
    NoticeView,
    NotKnown,
    Totals,
)
from services.notifications.domain.client.facts import Recipient
from services.notifications.domain.letters.gate import letter_from
from services.notifications.domain.letters.letter import Letter
from services.notifications.domain.notices.provider_notice import ProviderNotice
from shared.messaging.unit import Database
from shared.names import folded

REFERENCE = re.compile(r"[0-9a-f]{8}(-[0-9a-f-]*)?")
STATES = ("ready", "withheld", "printed", "superseded")
LETTER_COLUMNS = [column for column in letter.columns if column.name != "body"]
NOTICE_COLUMNS = [column for column in provider_notice.columns if column.name != "lines"]


class TableQueries:
    def __init__(self, database: Database) -> None:
        self._database = database

    def letters(self, wanted: LetterFilter) -> Sequence[LetterView]:
        columns = letter.c
        by_surname = select(*LETTER_COLUMNS).order_by(
            columns.search_name, columns.client_name, columns.client_id, columns.revision.desc(), columns.id
        )
        query = by_surname.where(*_letters_wanted(wanted)).offset(wanted.offset).limit(wanted.limit)
        with self._database.reading() as connection:
            return [rows.letter_view(row) for row in connection.execute(query).mappings()]

    def count_letters(self, wanted: LetterFilter) -> int:
        return self._count(letter, _letters_wanted(wanted))

    def letter(self, letter_id: str) -> LetterView:
        found = self._one(select(*LETTER_COLUMNS).where(letter.c.id == letter_id), f"Er is geen brief {letter_id}.")
        return rows.letter_view(found)

    def text(self, letter_id: str) -> Letter:
        for letter_found in self.texts([letter_id]):
            return letter_found
        raise NotKnown(f"Er is geen tekst van brief {letter_id}.")

    def texts(self, letter_ids: Sequence[str]) -> list[Letter]:
        """Letters in the order asked for, those without text left out; at most a part of a print run at a time."""
        columns = letter.c
        written = columns.id.in_(letter_ids) & (columns.body != "")
        with self._database.reading() as connection:
            found = {
                row.id: letter_from(row.body, row.id, row.letter_date)
                for row in connection.execute(select(columns.id, columns.letter_date, columns.body).where(written))
            }
        return [found[id_] for id_ in letter_ids if id_ in found]

    def print_runs(self, municipalities: frozenset[str]) -> Sequence[PrintRunMade]:
        columns = print_run.c
        query = select(print_run).where(columns.municipality.in_(municipalities))
        in_order = query.order_by(columns.made_on.desc(), columns.municipality, columns.id)
        with self._database.reading() as connection:
            return [rows.print_run_of(row) for row in connection.execute(in_order).mappings()]

    def print_run(self, run_id: str) -> PrintRunMade:
        query = select(print_run).where(print_run.c.id == run_id)
        return rows.print_run_of(self._one(query, f"Er is geen afdruk {run_id}."))

    def letters_of_run(self, run_id: str) -> Sequence[LetterView]:
        columns = letter.c
        query = select(*LETTER_COLUMNS).where(columns.print_run_id == run_id).order_by(columns.client_name, columns.id)
        with self._database.reading() as connection:
            return [rows.letter_view(row) for row in connection.execute(query).mappings()]

    def notices(self, wanted: NoticeFilter) -> Sequence[NoticeView]:
        columns = provider_notice.c
        newest_first = select(*NOTICE_COLUMNS).order_by(
            columns.made_on.desc(), columns.provider, columns.municipality, columns.number.desc()
        )
        query = newest_first.where(*_notices_wanted(wanted)).offset(wanted.offset).limit(wanted.limit)
        with self._database.reading() as connection:
            return [rows.notice_view(row) for row in connection.execute(query).mappings()]

    def count_notices(self, wanted: NoticeFilter) -> int:
        return self._count(provider_notice, _notices_wanted(wanted))

    def notice(self, notice_id: str) -> ProviderNotice:
        query = select(provider_notice).where(provider_notice.c.id == notice_id)
        return rows.notice_of(self._one(query, f"Er is geen bericht {notice_id}."))

    def people(self, client_ids: Sequence[str]) -> dict[str, Recipient]:
        with self._database.reading() as connection:
            return PartTables(connection).people(client_ids)

    def known(self, client_id: str) -> Known:
        with self._database.reading() as connection:
            person, right, planned, money, share = (
                _newest(connection, table, client_id) for table in (recipient, client_right, plan, budget, contribution)
            )
            letters = select(*LETTER_COLUMNS).where(letter.c.client_id == client_id).order_by(letter.c.revision.desc())
            written = tuple(rows.letter_view(row) for row in connection.execute(letters).mappings())
        if person is None:
            raise NotKnown(f"Er is geen cliënt {client_id}.")
        return Known(
            recipient=rows.recipient_of(person),
            right=rows.right_of(right) if right else None,
            plan=rows.plan_of(planned) if planned else None,
            budget=rows.budget_of(money) if money else None,
            contribution=rows.contribution_of(share) if share else None,
            letters=written,
        )

    def totals(self) -> Totals:
        with self._database.reading() as connection:
            per_state = select(letter.c.state, func.count()).group_by(letter.c.state)
            counted: dict[str, int] = dict(connection.execute(per_state).all())
            runs = connection.execute(select(func.count()).select_from(print_run)).scalar_one()
            notices = connection.execute(select(func.count()).select_from(provider_notice)).scalar_one()
        return Totals({state: counted.get(state, 0) for state in STATES}, runs, notices)

    def example_client(self) -> str:
        columns = letter.c
        told = (
            select(columns.client_id)
            .join(plan, plan.c.client_id == columns.client_id)
            .outerjoin(budget, (budget.c.client_id == columns.client_id) & (budget.c.withdrawn == ""))
            .where(columns.state.in_(("ready", "printed")))
            .order_by(func.coalesce(budget.c.net_cents, 0).desc(), columns.client_id)
        )
        with self._database.reading() as connection:
            return connection.execute(told.limit(1)).scalar() or ""

    def example_provider(self) -> str:
        clients = func.count(ending_right.c.client_id.distinct())
        busiest = select(ending_right.c.agb).group_by(ending_right.c.agb).order_by(clients.desc(), ending_right.c.agb)
        with self._database.reading() as connection:
            return connection.execute(busiest.limit(1)).scalar() or ""

    def _count(self, table: Table, wanted: Sequence[ColumnElement[bool]]) -> int:
        with self._database.reading() as connection:
            return connection.execute(select(func.count()).select_from(table).where(*wanted)).scalar_one()

    def _one(self, query: Any, there_is_none: str) -> rows.Row:
        with self._database.reading() as connection:
            row: rows.Row | None = connection.execute(query).mappings().first()
        if row is None:
            raise NotKnown(there_is_none)
        return row


def _letters_wanted(wanted: LetterFilter) -> list[ColumnElement[bool]]:
    columns = letter.c
    conditions: list[ColumnElement[bool]] = [columns.municipality.in_(wanted.municipalities)]
    if wanted.municipality:
        conditions.append(columns.municipality == wanted.municipality)
    if wanted.state:
        conditions.append(columns.state == wanted.state)
    if wanted.client:
        conditions.append(columns.client_id == wanted.client)
    if wanted.name:
        conditions.append(_found_by(wanted.name))
    return conditions


def _found_by(text: str) -> ColumnElement[bool]:
    """By a part of the name, or by the reference that stands in the letter; a whole id is found as well."""
    by_name: ColumnElement[bool] = letter.c.search_name.contains(folded(text), autoescape=True)
    reference = text.strip().lower()
    return by_name | letter.c.id.startswith(reference) if REFERENCE.fullmatch(reference) else by_name


def _notices_wanted(wanted: NoticeFilter) -> list[ColumnElement[bool]]:
    columns = provider_notice.c
    mine: ColumnElement[bool] = (
        columns.agb == wanted.agb if wanted.agb else columns.municipality.in_(wanted.municipalities)
    )
    return [mine, columns.municipality == wanted.municipality] if wanted.municipality else [mine]


def _newest(connection: Connection, table: Table, client_id: str) -> rows.Row | None:
    query = select(table).where(table.c.client_id == client_id).order_by(table.c.revision.desc()).limit(1)
    return connection.execute(query).mappings().first()
