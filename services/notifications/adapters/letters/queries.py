"""Reading letters, straight from their table."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, func, select

from services.notifications.adapters.client.tables import budget, plan, recipient
from services.notifications.adapters.letters.tables import letter
from services.notifications.application.letters.views import LetterFilter, LetterView
from services.notifications.domain.letters.gate import ArticleLink, remark_on
from services.notifications.domain.letters.letter import Letter
from services.notifications.domain.letters.letter_json import letter_of_body
from services.notifications.domain.letters.replaced import PrintedBefore, naming
from shared.names import folded
from shared.storing import in_parts

REFERENCE = re.compile(r"[0-9a-f]{8}(-[0-9a-f-]*)?")
STATES = ("ready", "withheld", "printed", "superseded")
VIEWED = [column for column in letter.columns if column.name != "body"]


class LetterQueries:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def letters(self, municipalities: frozenset[str], wanted: LetterFilter) -> Sequence[LetterView]:
        columns = letter.c
        by_surname = select(*VIEWED).order_by(
            columns.search_name, columns.client_name, columns.client_id, columns.revision.desc(), columns.id
        )
        query = by_surname.where(*_conditions(municipalities, wanted)).offset(wanted.offset).limit(wanted.limit)
        return letter_views(self._connection, query)

    def count_letters(self, municipalities: frozenset[str], wanted: LetterFilter) -> int:
        query = select(func.count()).select_from(letter).where(*_conditions(municipalities, wanted))
        return self._connection.execute(query).scalar_one()

    def letter(self, letter_id: str) -> LetterView | None:
        return next(iter(letter_views(self._connection, select(*VIEWED).where(letter.c.id == letter_id))), None)

    def letters_of_client(self, client_id: str) -> Sequence[LetterView]:
        query = select(*VIEWED).where(letter.c.client_id == client_id).order_by(letter.c.revision.desc())
        return letter_views(self._connection, query)

    def links(self, letter_id: str) -> Sequence[ArticleLink]:
        kept = self._connection.execute(select(letter.c.links).where(letter.c.id == letter_id)).scalar()
        return [ArticleLink(*pair) for pair in json.loads(kept)] if kept else []

    def texts(self, letter_ids: Sequence[str]) -> Sequence[Letter]:
        columns = letter.c
        written = columns.id.in_(letter_ids) & (columns.body != "")
        query = select(columns.id, columns.client_id, columns.revision, columns.letter_date, columns.body).where(
            written
        )
        rows = self._connection.execute(query).all()
        printed = self._printed([row.client_id for row in rows])
        found = {
            row.id: naming(
                _newest_before(row.revision, printed.get(row.client_id, {})),
                letter_of_body(row.body, row.id, row.letter_date),
            )
            for row in rows
        }
        return [found[id_] for id_ in letter_ids if id_ in found]

    def _printed(self, client_ids: Sequence[str]) -> Mapping[str, Mapping[int, PrintedBefore]]:
        """What was printed of the letters to these clients, by revision."""
        columns = letter.c
        found: dict[str, dict[int, PrintedBefore]] = {}
        for part in in_parts(client_ids):
            query = select(columns.id, columns.client_id, columns.revision, columns.letter_date).where(
                columns.client_id.in_(part), columns.state == "printed"
            )
            for row in self._connection.execute(query):
                found.setdefault(row.client_id, {})[row.revision] = PrintedBefore(row.id, row.letter_date)
        return found

    def letters_per_state(self) -> Mapping[str, int]:
        """Of every state, also when no letter is in it."""
        query = select(letter.c.state, func.count()).group_by(letter.c.state)
        counted: dict[str, int] = dict(self._connection.execute(query).all())
        return {state: counted.get(state, 0) for state in STATES}

    def example_client(self) -> str | None:
        """A client with a letter and a plan, rather one with a budget; None when there is none."""
        columns = letter.c
        written = (
            select(columns.client_id)
            .join(plan, plan.c.client_id == columns.client_id)
            .outerjoin(budget, (budget.c.client_id == columns.client_id) & (budget.c.withdrawn == ""))
            .where(columns.state.in_(("ready", "printed")))
            .order_by(func.coalesce(budget.c.net_cents, 0).desc(), columns.client_id)
        )
        found: str | None = self._connection.execute(written.limit(1)).scalar()
        return found


def letter_views(connection: Connection, query: Select[Any]) -> Sequence[LetterView]:
    """The letters that a query on VIEWED finds, with what happened to their clients after they were printed."""
    rows = connection.execute(query).mappings().all()
    died = _deceased(connection, {row["client_id"] for row in rows if row["state"] == "printed"})
    return [_view(row, deceased=row["client_id"] in died) for row in rows]


def _deceased(connection: Connection, client_ids: Collection[str]) -> frozenset[str]:
    """Those who died by the newest data of theirs."""
    columns = recipient.c
    newest: dict[str, bool] = {}
    for part in in_parts(list(client_ids)):
        query = select(columns.client_id, columns.died_on).where(columns.client_id.in_(part))
        for row in connection.execute(query.order_by(columns.revision)):
            newest[row.client_id] = row.died_on is not None
    return frozenset(client_id for client_id, died in newest.items() if died)


def _newest_before(revision: int, of_client: Mapping[int, PrintedBefore]) -> PrintedBefore | None:
    return of_client.get(max((each for each in of_client if each < revision), default=0))


def _view(row: RowMapping, *, deceased: bool) -> LetterView:
    return LetterView(
        id=row["id"],
        client_id=row["client_id"],
        client_name=row["client_name"],
        revision=row["revision"],
        municipality=row["municipality"],
        letter_date=row["letter_date"],
        kind=row["kind"],
        template=row["template"] or None,
        state=row["state"],
        reason=row["reason"] or None,
        printed_in=row["print_run_id"] or None,
        remark=remark_on(row["state"], deceased=deceased),
    )


def _conditions(municipalities: frozenset[str], wanted: LetterFilter) -> list[ColumnElement[bool]]:
    columns = letter.c
    conditions: list[ColumnElement[bool]] = [columns.municipality.in_(municipalities)]
    if wanted.municipality is not None:
        conditions.append(columns.municipality == wanted.municipality)
    if wanted.state is not None:
        conditions.append(columns.state == wanted.state)
    if wanted.client_id is not None:
        conditions.append(columns.client_id == wanted.client_id)
    if wanted.name is not None:
        conditions.append(_found_by(wanted.name))
    return conditions


def _found_by(text: str) -> ColumnElement[bool]:
    """By a part of the name, or by the reference that stands in the letter; a whole id is found as well."""
    by_name: ColumnElement[bool] = letter.c.search_name.contains(folded(text), autoescape=True)
    reference = text.strip().lower()
    return by_name | letter.c.id.startswith(reference) if REFERENCE.fullmatch(reference) else by_name
