"""Reading letters, straight from their table."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    RowMapping,
    Select,
    func,
    select,
)

from services.notifications.adapters.client.tables import budget, plan, recipient
from services.notifications.adapters.letters.conditions import (
    PRINTED,
    REFERENCE,
    RETURNED,
    SORTED,
    STATES,
    TO_KIN,
    along_the_index,
    codes_of,
    died,
    fits,
    named_like,
    of_kind,
    order_of,
    sorted_letters,
    to_take_out,
)
from services.notifications.adapters.letters.outside.letter_texts import letter_texts
from services.notifications.adapters.letters.rows import told_late_of
from services.notifications.adapters.letters.stores import RepresentativeStore, maybe_died
from services.notifications.adapters.letters.tables import (
    HAS_TEXT,
    WITH_BODY,
    letter,
    letter_body,
    letter_stop,
    representative,
    returned_copy,
    told_late,
)
from services.notifications.application.letters.views import LetterCounts, LetterFilter, LetterView
from services.notifications.domain.letters.gate import ArticleLink, remark_on
from services.notifications.domain.letters.kinds import (
    ANNOUNCEMENT,
    ANNOUNCEMENTS,
    GO_DURING_A_HOLD,
    KINDS,
)
from services.notifications.domain.letters.letter import Letter
from services.notifications.domain.letters.letter_json import letter_of_body
from services.notifications.domain.letters.occasions import STOP_DIED, STOP_ON_HOLD
from services.notifications.domain.letters.replaced import PrintedBefore, naming
from services.notifications.domain.letters.representative import (
    CLIENT_ALONE,
    PrintedLetter,
    Receivers,
    addressed,
    papers,
    receivers,
)
from services.notifications.domain.letters.returned import OfClient, open_returns
from services.notifications.domain.letters.told_late import ToldLate
from shared.json_text import json_value
from shared.storing import in_parts, merged_page

FAR = 10_000
"""As many letters may lie before a page without a thought."""

FITTED = [letter.c[name] for name in ("id", "municipality", "state", "kind", *SORTED, "revision", "client_name")]
"""What says whether a letter of few is wanted, and where it stands among them."""


class LetterQueries:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def letters(self, municipalities: frozenset[str], wanted: LetterFilter) -> Sequence[LetterView]:
        codes, few = codes_of(municipalities, wanted), self._few(municipalities, wanted)
        if few is not None:
            found = sorted_letters([row for row in few if fits(row, codes, wanted)], wanted)
            return self._in_order([row.id for row in found[wanted.offset : wanted.offset + wanted.limit]])
        if not codes:
            return []
        return self._in_order(self._ids_along_the_index(municipalities, codes, wanted))

    def _ids_along_the_index(
        self, municipalities: frozenset[str], codes: Sequence[str], wanted: LetterFilter
    ) -> Sequence[str]:
        """What lies before a page is passed over, so one far behind the middle is read from the end."""
        total = self.count_letters(municipalities, wanted) if wanted.offset >= FAR else 0
        if wanted.offset <= total // 2 or not total:
            return self._ids(codes, wanted, wanted.offset, wanted.limit)
        size = max(0, min(wanted.limit, total - wanted.offset))
        return self._ids(codes, wanted, max(0, total - wanted.offset - size), size, backwards=True)[::-1]

    def _ids(
        self, codes: Sequence[str], wanted: LetterFilter, skip: int, most: int, *, backwards: bool = False
    ) -> Sequence[str]:
        branches, order = along_the_index(codes, wanted), order_of(wanted, backwards=backwards)
        page = merged_page(self._connection.dialect.name, branches, order, skip, most)
        return [row.id for row in self._connection.execute(page)]

    def count_letters(self, municipalities: frozenset[str], wanted: LetterFilter) -> int:
        codes, few = codes_of(municipalities, wanted), self._few(municipalities, wanted)
        if few is not None:
            return sum(fits(row, codes, wanted) for row in few)
        if wanted.sought is None and wanted.kind is None:
            return sum(self._per_state(codes, STATES if wanted.state is None else [wanted.state]).values())
        states = [wanted.state] if wanted.state else list(STATES)
        of_codes = letter.c.municipality.in_(codes) & letter.c.state.in_(states)
        query = select(func.count()).select_from(letter).where(of_codes, *of_kind(wanted), *named_like(wanted))
        return self._connection.execute(query).scalar_one()

    def letter_counts(self, municipalities: frozenset[str]) -> LetterCounts:
        to_take_out = sum(row.municipality in municipalities for row in self.to_take_out(municipalities))
        late = len(self._told_late_ids(municipalities))
        came_back = len(self.open_returns(municipalities))
        copies = len(self.open_copies(municipalities))
        return LetterCounts(self.count_per_state(municipalities), to_take_out, came_back, late, copies)

    def count_per_state(self, municipalities: frozenset[str]) -> Mapping[str, int]:
        return self._per_state(sorted(municipalities), STATES)

    def open_copies(self, municipalities: frozenset[str]) -> frozenset[str]:
        """Few copies come back, so they are asked for first."""
        of_copy = returned_copy.join(representative, representative.c.id == returned_copy.c.representative_id)
        here = returned_copy.c.municipality.in_(sorted(municipalities)) & (representative.c.ended_by == "")
        query = select(returned_copy.c.letter_id).select_from(of_copy).where(here)
        return frozenset(self._connection.execute(query).scalars())

    def open_returns(self, municipalities: frozenset[str]) -> frozenset[str]:
        """Few letters come back, so they are asked for first, and then all letters to their clients."""
        found: set[str] = set()
        for part in in_parts(self._clients_of_returned(sorted(municipalities))):
            names = [letter.c[field.name] for field in fields(OfClient) if field.name != "letter_id"]
            query = select(letter.c.client_id, letter.c.id, *names).where(letter.c.client_id.in_(part))
            of_client: dict[str, list[OfClient]] = {}
            for client_id, *values in self._connection.execute(query):
                of_client.setdefault(client_id, []).append(OfClient(*values))
            found.update(id_ for letters in of_client.values() for id_ in open_returns(letters))
        return frozenset(found)

    def _told_late_ids(self, municipalities: frozenset[str]) -> Sequence[str]:
        """Of letters that left, also when they came back. Few, so they are asked for first."""
        of_letter = told_late.join(letter, letter.c.id == told_late.c.letter_id)
        left = told_late.c.municipality.in_(sorted(municipalities)) & letter.c.handed_over_on.is_not(None)
        query = select(told_late.c.letter_id).select_from(of_letter).where(left).distinct()
        return list(self._connection.execute(query).scalars())

    def _clients_of_returned(self, codes: Sequence[str]) -> Sequence[str]:
        returned = letter.c.municipality.in_(codes) & (letter.c.state == RETURNED)
        return list(self._connection.execute(select(letter.c.client_id).where(returned).distinct()).scalars())

    def to_take_out(self, municipalities: Collection[str]) -> Sequence[Row[Any]]:
        """The municipality and the print run of every letter in a pile to somebody who died, or that is replaced; and
        of these municipalities, to the next of kin of somebody who did not die."""
        return self._once(to_take_out(municipalities, letter.c.id, letter.c.municipality, letter.c.print_run_id))

    def _per_state(self, codes: Sequence[str], states: Sequence[str]) -> Mapping[str, int]:
        """Nearly all letters are printed in the end, so those are counted apart."""
        others = letter.c.municipality.in_(codes) & letter.c.state.in_([each for each in states if each != PRINTED])
        query = select(letter.c.state, func.count()).where(others).group_by(letter.c.state)
        counted: dict[str, int] = dict(self._connection.execute(query).all())
        if PRINTED in states:
            counted[PRINTED] = self.count_printed(codes)
        return {state: counted.get(state, 0) for state in states}

    def count_printed(self, codes: Sequence[str]) -> int:
        """One by one. Whoever knows the print runs knows it sooner."""
        printed = letter.c.municipality.in_(codes) & (letter.c.state == PRINTED)
        return self._connection.execute(select(func.count()).select_from(letter).where(printed)).scalar_one()

    def died_clients(self) -> Sequence[str]:
        """Few, for who has a query that would begin with other letters than theirs."""
        return sorted(self._connection.execute(died()).scalars())

    def bereaved(self) -> Sequence[str]:
        found: set[str] = set()
        for part in in_parts(self.died_clients()):
            of_them = letter.c.client_id.in_(part)
            left = select(letter.c.client_id).where(of_them, letter.c.handed_over_on.is_not(None))
            kin = select(letter.c.client_id).where(of_them, TO_KIN)
            found |= {*self._connection.execute(left).scalars()} - {*self._connection.execute(kin).scalars()}
        return sorted(found)

    def _few(self, municipalities: frozenset[str], wanted: LetterFilter) -> Sequence[Row[Any]] | None:
        """The letters of a few clients, or with a reference, when that is asked for; None for a list along an index. A
        database that may choose would begin with all letters of a municipality, so it is told where to begin."""
        columns, sought = letter.c, wanted.sought
        if sought is not None and REFERENCE.fullmatch(sought.typed.lower()):
            begins = sought.typed.lower()
            return self._rows([(columns.id >= begins) & (columns.id < begins + "~")])
        if wanted.client_id is not None:
            clients: Sequence[str] = [wanted.client_id]
        elif wanted.to_take_out:
            return self._once(to_take_out(municipalities, *FITTED))
        elif wanted.came_back:
            ids = sorted(self.open_returns(municipalities))
            return self._rows([columns.id.in_(part) for part in in_parts(ids)])
        elif wanted.copy_back:
            ids = sorted(self.open_copies(municipalities))
            return self._rows([columns.id.in_(part) for part in in_parts(ids)])
        elif wanted.told_late:
            ids = sorted(self._told_late_ids(municipalities))
            return self._rows([columns.id.in_(part) for part in in_parts(ids)])
        elif sought is not None and sought.birth_date is not None:
            born = select(recipient.c.client_id).where(recipient.c.birth_date == sought.birth_date).distinct()
            clients = list(self._connection.execute(born).scalars())
        else:
            return None
        return self._rows([columns.client_id.in_(part) for part in in_parts(clients)])

    def _rows(self, conditions: Sequence[ColumnElement[bool]]) -> list[Row[Any]]:
        return self._once([select(*FITTED).where(each) for each in conditions])

    def _once(self, queries: Iterable[Select[Any]]) -> list[Row[Any]]:
        found = [row for query in queries for row in self._connection.execute(query)]
        return list({row.id: row for row in found}.values())

    def letters_with_ids(self, letter_ids: Sequence[str]) -> Sequence[LetterView]:
        return self._in_order(letter_ids)

    def _in_order(self, letter_ids: Sequence[str]) -> Sequence[LetterView]:
        found: dict[str, LetterView] = {}
        for part in in_parts(letter_ids):
            views = letter_views(self._connection, select(letter).where(letter.c.id.in_(part)))
            found.update((view.id, view) for view in views)
        return [found[id_] for id_ in letter_ids if id_ in found]

    def letter(self, letter_id: str) -> LetterView | None:
        return next(iter(letter_views(self._connection, select(letter).where(letter.c.id == letter_id))), None)

    def letters_of_client(self, client_id: str) -> Sequence[LetterView]:
        newest_first = letter.c.letter_date.desc(), letter.c.revision.desc(), letter.c.id
        query = select(letter).where(letter.c.client_id == client_id).order_by(*newest_first)
        return letter_views(self._connection, query)

    def links(self, letter_id: str) -> Sequence[ArticleLink]:
        kept = self._connection.execute(
            select(letter_body.c.links).where(letter_body.c.letter_id == letter_id)
        ).scalar()
        return [ArticleLink(*pair) for pair in json_value(kept)] if kept else []

    def texts(self, letter_ids: Sequence[str]) -> Sequence[Letter]:
        return [addressed(text, name, to) for text, name, to in self._with_receivers(letter_ids)]

    def papers(self, letter_ids: Sequence[str]) -> Sequence[Letter]:
        return [each for text, name, to in self._with_receivers(letter_ids) for each in papers(text, name, to)]

    def told_late(self, letter_id: str) -> Sequence[ToldLate]:
        found = select(told_late).where(told_late.c.letter_id == letter_id).order_by(told_late.c.on_day)
        return [told_late_of(row) for row in self._connection.execute(found).mappings()]

    def receivers_of(self, letter_id: str) -> Receivers:
        return next((to for _, _, to in self._with_receivers([letter_id])), CLIENT_ALONE)

    def printed_letters(self, client_id: str) -> Sequence[PrintedLetter]:
        columns = letter.c
        query = select(columns.kind, columns.letter_date).where(
            columns.client_id == client_id, columns.print_run_id != ""
        )
        return [PrintedLetter(KINDS[row.kind], row.letter_date) for row in self._connection.execute(query)]

    def _with_receivers(self, letter_ids: Sequence[str]) -> Sequence[tuple[Letter, str, Receivers]]:
        """In the order asked for, each with the name of its client and who gets it."""
        columns = letter.c
        names = ("id", "client_id", "client_name", "revision", "letter_date", "kind")
        written = select(*(columns[name] for name in names), letter_body.c.body).select_from(WITH_BODY)
        rows = self._connection.execute(written.where(columns.id.in_(letter_ids), HAS_TEXT)).all()
        printed = self._printed([row.client_id for row in rows if row.kind in ANNOUNCEMENTS])
        recorded = RepresentativeStore(self._connection).of(sorted({row.client_id for row in rows}))
        found = {
            row.id: (
                naming(
                    _newest_before(row.revision, printed.get(row.client_id, {})) if row.kind in ANNOUNCEMENTS else None,
                    letter_of_body(row.body, row.id, row.letter_date),
                    letter_texts().of(ANNOUNCEMENT),
                ),
                row.client_name,
                receivers(recorded.get(row.client_id, ()), row.kind, row.letter_date),
            )
            for row in rows
        }
        return [found[id_] for id_ in letter_ids if id_ in found]

    def _printed(self, client_ids: Sequence[str]) -> Mapping[str, Mapping[int, PrintedBefore]]:
        """What was printed of the announcements to these clients, by revision."""
        columns = letter.c
        found: dict[str, dict[int, PrintedBefore]] = {}
        for part in in_parts(client_ids):
            query = select(columns.id, columns.client_id, columns.revision, columns.letter_date).where(
                columns.client_id.in_(part),
                columns.state.in_((PRINTED, RETURNED)),
                columns.kind.in_(sorted(ANNOUNCEMENTS)),
            )
            for row in self._connection.execute(query):
                found.setdefault(row.client_id, {})[row.revision] = PrintedBefore(row.id, row.letter_date)
        return found

    def letters_per_state(self) -> Mapping[str, int]:
        """Of every state, also when no letter is in it."""
        query = select(letter.c.state, func.count()).group_by(letter.c.state)
        counted: dict[str, int] = dict(self._connection.execute(query).all())
        return {state: counted.get(state, 0) for state in STATES}

    def letters_per_month(self) -> Mapping[str, int]:
        """By the month on the letter (`2014-11`), in order; whatever became of it."""
        query = select(letter.c.letter_date, func.count()).group_by(letter.c.letter_date)
        found: dict[str, int] = {}
        for day, count in self._connection.execute(query.order_by(letter.c.letter_date)):
            month = f"{day:%Y-%m}"
            found[month] = found.get(month, 0) + count
        return found

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
    """The letters that a query on `letter` finds, with what happened to their clients after they were printed."""
    rows = connection.execute(query).mappings().all()
    now = _clients_now(connection, {row["client_id"] for row in rows if row["state"] == PRINTED})
    return [_view(row, now.get(row["client_id"])) for row in rows]


@dataclass(frozen=True, slots=True)
class _ClientNow:
    """What is known of a client, as far as letters hang on it. `stop`: by the last step of the route; `maybe_died`: by
    an answer that nobody looked into."""

    died: bool
    held_back: bool
    stop: str
    maybe_died: bool

    @property
    def deceased(self) -> bool:
        return self.died or self.stop == STOP_DIED

    def holds(self, kind: str) -> bool:
        return self.held_back or (self.stop == STOP_ON_HOLD and kind not in GO_DURING_A_HOLD)


def _clients_now(connection: Connection, client_ids: Collection[str]) -> Mapping[str, _ClientNow]:
    """By the newest data of theirs."""
    columns = recipient.c
    found: dict[str, _ClientNow] = {}
    for part in in_parts(list(client_ids)):
        of_part = select(letter_stop).where(letter_stop.c.client_id.in_(part))
        stops = {row.client_id: row.why for row in connection.execute(of_part)}
        maybe = set(maybe_died(connection, part))
        query = select(columns.client_id, columns.died_on, columns.held_back_rows).where(columns.client_id.in_(part))
        for row in connection.execute(query.order_by(columns.revision)):
            stop = stops.get(row.client_id, "")
            found[row.client_id] = _ClientNow(
                row.died_on is not None, row.held_back_rows > 0, stop, row.client_id in maybe
            )
    return found


def _newest_before(revision: int, of_client: Mapping[int, PrintedBefore]) -> PrintedBefore | None:
    return of_client.get(max((each for each in of_client if each < revision), default=0))


def _view(row: RowMapping, now: _ClientNow | None) -> LetterView:
    return LetterView(
        id=row["id"],
        client_id=row["client_id"],
        client_name=row["client_name"],
        revision=row["revision"],
        municipality=row["municipality"],
        letter_date=row["letter_date"],
        kind=KINDS[row["kind"]],
        cause=row["cause"],
        cause_id=row["cause_id"] or None,
        answer_by=row["answer_by"],
        template=row["template"] or None,
        state=row["state"],
        reason=row["reason"] or None,
        printed_in=row["print_run_id"] or None,
        taken_out_on=row["taken_out_on"],
        taken_out_by=row["taken_out_name"],
        handed_over_on=row["handed_over_on"],
        mailing=row["mailing_id"] or None,
        returned_on=row["returned_on"],
        remark=remark_on(
            row["state"],
            KINDS[row["kind"]],
            deceased=now is not None and now.deceased,
            maybe_died=now is not None and now.maybe_died,
            replaced=row["replaced"],
            held=now is not None and now.holds(row["kind"]),
            handed_over=row["handed_over_on"] is not None,
        ),
    )
