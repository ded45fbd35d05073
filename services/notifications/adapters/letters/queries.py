"""Reading letters, straight from their table."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Connection, RowMapping, Select, exists, func, select, union_all

from services.notifications.adapters.client.tables import budget, plan, recipient
from services.notifications.adapters.letters.tables import letter
from services.notifications.application.letters.views import LetterCounts, LetterFilter, LetterView
from services.notifications.domain.letters.gate import ArticleLink, remark_on
from services.notifications.domain.letters.letter import Letter
from services.notifications.domain.letters.letter_json import letter_of_body
from services.notifications.domain.letters.replaced import PrintedBefore, naming
from shared.searching import Sought
from shared.storing import in_parts

REFERENCE = re.compile(r"[0-9a-f]{8}(-[0-9a-f-]*)?")
STATES = ("ready", "withheld", "printed", "superseded")
VIEWED = [column for column in letter.columns if column.name != "body"]


class LetterQueries:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def letters(self, municipalities: frozenset[str], wanted: LetterFilter) -> Sequence[LetterView]:
        keys = _keys(municipalities, wanted)
        if keys is None:
            return []
        ids = [row.id for row in self._connection.execute(keys.offset(wanted.offset).limit(wanted.limit))]
        return self._in_order(ids)

    def count_letters(self, municipalities: frozenset[str], wanted: LetterFilter) -> int:
        if wanted.sought is None and wanted.client_id is None and not wanted.to_take_out:
            per_state = self._per_state(_codes(municipalities, wanted))
            return sum(number for state, number in per_state.items() if wanted.state in (None, state))
        of_codes = letter.c.municipality.in_(_codes(municipalities, wanted))
        query = select(func.count()).select_from(letter).where(of_codes, *_conditions(wanted))
        if wanted.state is not None:
            query = query.where(letter.c.state == wanted.state)
        return self._connection.execute(query).scalar_one()

    def letter_counts(self, municipalities: frozenset[str]) -> LetterCounts:
        to_take_out = self.count_letters(municipalities, LetterFilter(to_take_out=True))
        return LetterCounts(self._per_state(sorted(municipalities)), to_take_out)

    def _per_state(self, codes: Sequence[str]) -> Mapping[str, int]:
        query = select(letter.c.state, func.count()).where(letter.c.municipality.in_(codes)).group_by(letter.c.state)
        counted: dict[str, int] = dict(self._connection.execute(query).all())
        return {state: counted.get(state, 0) for state in STATES}

    def letters_with_ids(self, letter_ids: Sequence[str]) -> Sequence[LetterView]:
        return self._in_order(letter_ids)

    def _in_order(self, letter_ids: Sequence[str]) -> Sequence[LetterView]:
        found: dict[str, LetterView] = {}
        for part in in_parts(letter_ids):
            views = letter_views(self._connection, select(*VIEWED).where(letter.c.id.in_(part)))
            found.update((view.id, view) for view in views)
        return [found[id_] for id_ in letter_ids if id_ in found]

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


def died_clients() -> Select[tuple[str]]:
    """The clients who died, by the newest data of theirs."""
    newer = recipient.alias("newer")
    later = exists().where(newer.c.client_id == recipient.c.client_id, newer.c.revision > recipient.c.revision)
    return select(recipient.c.client_id).where(recipient.c.died_on.is_not(None), ~later)


def _codes(municipalities: frozenset[str], wanted: LetterFilter) -> list[str]:
    return sorted(code for code in municipalities if wanted.municipality in (None, code))


def _keys(
    municipalities: frozenset[str], wanted: LetterFilter
) -> CompoundSelect[tuple[Any, ...]] | Select[tuple[Any, ...]] | None:
    """The ids of letters in order; None when there is no municipality to look in. Each municipality and state is a
    branch of its own, read along an index that has the order already; the database merges them and stops when the page
    is full."""
    columns, conditions = letter.c, _conditions(wanted)
    ordered = [columns.search_name, columns.client_id]
    if wanted.order == "date":
        ordered = [columns.letter_date, *ordered]
    branches = [
        select(*ordered, columns.revision, columns.id).where(
            columns.municipality == code, columns.state == state, *conditions
        )
        for code in _codes(municipalities, wanted)
        for state in STATES
        if wanted.state in (None, state)
    ]
    if not branches:
        return None
    merged = union_all(*branches)
    found = {column.name: column for column in merged.selected_columns}
    keys = [found[column.name].desc() if wanted.descending else found[column.name] for column in ordered]
    return merged.order_by(*keys, found["revision"].desc(), found["id"])


def _conditions(wanted: LetterFilter) -> list[ColumnElement[bool]]:
    columns = letter.c
    conditions: list[ColumnElement[bool]] = []
    if wanted.client_id is not None:
        conditions.append(columns.client_id == wanted.client_id)
    if wanted.to_take_out:
        conditions += [columns.state == "printed", columns.client_id.in_(died_clients())]
    if wanted.sought is not None:
        conditions += _found_by(wanted.sought)
    return conditions


def _found_by(sought: Sought) -> list[ColumnElement[bool]]:
    """By birth date, by the reference that stands in the letter or a whole id, or else by a part of the name."""
    columns, reference = letter.c, sought.typed.lower()
    if sought.birth_date is not None:
        born = select(recipient.c.client_id).where(recipient.c.birth_date == sought.birth_date)
        return [columns.client_id.in_(born)]
    if REFERENCE.fullmatch(reference):
        return [columns.id.startswith(reference, autoescape=True)]
    found: list[ColumnElement[bool]] = [columns.search_name.contains(sought.name, autoescape=True)]
    if sought.initials:
        # The name as printed begins with the initials: J.B. van Dijk.
        printed = func.lower(func.replace(columns.client_name, ".", ""))
        found.append(printed.startswith(sought.initials, autoescape=True))
    return found
