"""Reading letters, straight from their table."""

import re
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, RowMapping, func, select

from services.notifications.adapters.client.tables import budget, plan
from services.notifications.adapters.letters.tables import letter
from services.notifications.application.letters.views import LetterFilter, LetterView
from services.notifications.domain.letters.letter import Letter
from services.notifications.domain.letters.letter_json import letter_of_body
from shared.names import folded

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
        return [letter_view(row) for row in self._connection.execute(query).mappings()]

    def count_letters(self, municipalities: frozenset[str], wanted: LetterFilter) -> int:
        query = select(func.count()).select_from(letter).where(*_conditions(municipalities, wanted))
        return self._connection.execute(query).scalar_one()

    def letter(self, letter_id: str) -> LetterView | None:
        row = self._connection.execute(select(*VIEWED).where(letter.c.id == letter_id)).mappings().first()
        return letter_view(row) if row else None

    def letters_of_client(self, client_id: str) -> Sequence[LetterView]:
        query = select(*VIEWED).where(letter.c.client_id == client_id).order_by(letter.c.revision.desc())
        return [letter_view(row) for row in self._connection.execute(query).mappings()]

    def texts(self, letter_ids: Sequence[str]) -> Sequence[Letter]:
        columns = letter.c
        written = columns.id.in_(letter_ids) & (columns.body != "")
        query = select(columns.id, columns.letter_date, columns.body).where(written)
        found = {row.id: letter_of_body(row.body, row.id, row.letter_date) for row in self._connection.execute(query)}
        return [found[id_] for id_ in letter_ids if id_ in found]

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


def letter_view(row: RowMapping) -> LetterView:
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
