"""The store of letters."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, select, update

from services.notifications.adapters.letters import rows
from services.notifications.adapters.letters.tables import (
    HAS_TEXT,
    READY,
    ends_before,
    letter,
    letter_body,
    letter_stop,
    representative,
    returned_copy,
    taken_out,
    told_late,
    told_of_ends,
    waiting_letter,
)
from services.notifications.adapters.replies.tables import answer
from services.notifications.domain.letters.gate import LatestLetter, LetterState, WrittenLetter
from services.notifications.domain.letters.kinds import ANNOUNCEMENTS, KINDS, LetterKind
from services.notifications.domain.letters.moved import HANGS_ON_WHAT_LEFT, AppointmentLetter
from services.notifications.domain.letters.occasion import Occasion, TakenOutLetter, UnsentLetter
from services.notifications.domain.letters.occasions import STOP_DIED, STOP_MAYBE_DIED
from services.notifications.domain.letters.representative import Representative
from services.notifications.domain.letters.returned import CopyReturned
from services.notifications.domain.letters.told_late import TellsOfEnds, ToldLate
from services.notifications.domain.replies.answer import HAS_DIED
from shared.json_text import json_text
from shared.names import search_name
from shared.storing import (
    among,
    delete_rows,
    in_parts,
    insert_new_row,
    insert_new_rows,
    insert_rows,
    present,
    rows_with,
)

LATEST = [
    letter.c[name]
    for name in ("id", "client_id", "revision", "municipality", "template", "content", "kind", "cause_id")
]
UNSENT = letter.c.state.in_(("ready", "withheld"))
NO_REASON_WITH_TEXT = case((HAS_TEXT, ""), else_=letter.c.reason)
"""Why a letter with a text was withheld does not matter any more; it may as well have been ready."""
IS_ANNOUNCEMENT = letter.c.kind.in_(sorted(ANNOUNCEMENTS))


class LetterStore:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def latest(self, client_ids: Sequence[str]) -> Mapping[str, LatestLetter]:
        found: dict[str, LatestLetter] = {}
        for part in in_parts(client_ids):
            of_clients = among(self._connection, letter.c.client_id, part), IS_ANNOUNCEMENT
            for row in self._connection.execute(select(*LATEST).where(*of_clients).order_by(letter.c.revision)):
                found[row.client_id] = latest_of(row)
        return found

    def add(self, letters: Sequence[WrittenLetter]) -> None:
        insert_rows(self._connection, letter, [letter_row(written) for written in letters])
        insert_rows(self._connection, letter_body, [body_row(written) for written in letters])

    def supersede(self, letter_ids: Sequence[str]) -> None:
        for part in in_parts(letter_ids):
            self._supersede(letter.c.id.in_(part))

    def restore(self, letter_ids: Sequence[str]) -> Sequence[LatestLetter]:
        found: list[LatestLetter] = []
        for part in in_parts(letter_ids):
            these = letter.c.id.in_(part), letter.c.replaced
            again = select(*LATEST).where(*these, letter.c.state == "superseded", HAS_TEXT).order_by(letter.c.id)
            found += (latest_of(row) for row in self._connection.execute(again))
            lapsed = letter.c.state == "superseded"
            state = case((lapsed & HAS_TEXT, "ready"), (lapsed, "withheld"), else_=letter.c.state)
            self._connection.execute(update(letter).where(*these).values(state=state, replaced=False))
        return found

    def withhold(self, letter_ids: Sequence[str], reason: str) -> frozenset[str]:
        return self._change(letter_ids, "ready", "withheld", reason)

    def release(self, letter_ids: Sequence[str]) -> frozenset[str]:
        return self._change(letter_ids, "withheld", "ready", "")

    def release_from(self, letter_ids: Sequence[str], reason: str) -> frozenset[str]:
        because = (letter.c.reason == reason) & HAS_TEXT
        return self._change(letter_ids, "withheld", "ready", "", because)

    def known(self, letter_ids: Sequence[str]) -> frozenset[str]:
        return frozenset(present(self._connection, letter.c.id, letter_ids))

    def unsent(self, client_ids: Sequence[str]) -> Sequence[UnsentLetter]:
        found: list[UnsentLetter] = []
        for part in in_parts(client_ids):
            of_clients = letter.c.client_id.in_(part), UNSENT, ~IS_ANNOUNCEMENT, HAS_TEXT
            query = select(*LATEST, letter.c.state, letter.c.reason).where(*of_clients).order_by(letter.c.id)
            found += (
                UnsentLetter(latest_of(row), row.state, row.reason or None) for row in self._connection.execute(query)
            )
        return found

    def decide(self, letter_ids: Sequence[str], state: LetterState, reason: str | None) -> None:
        for part in in_parts(letter_ids):
            unsent = update(letter).where(letter.c.id.in_(part), UNSENT)
            self._connection.execute(unsent.values(state=state, reason=reason or ""))

    def taken_out(self, client_ids: Sequence[str]) -> Sequence[TakenOutLetter]:
        found: list[TakenOutLetter] = []
        for part in in_parts(client_ids):
            of_run = letter.c.client_id.in_(part), letter.c.state == "taken-out", letter.c.print_run_id != ""
            query = select(*LATEST, letter.c.print_run_id).where(*of_run, ~letter.c.replaced, HAS_TEXT)
            rows_ = self._connection.execute(query.order_by(letter.c.id))
            found += (TakenOutLetter(latest_of(row), row.print_run_id) for row in rows_)
        return found

    def gather_again(self, letter_id: str, run_id: str, state: LetterState, reason: str | None) -> None:
        of_run = letter.c.id == letter_id, letter.c.print_run_id.in_(("", run_id))
        released_in = (
            select(taken_out.c.mailing_id)
            .where(taken_out.c.letter_id == letter_id, taken_out.c.run_id == run_id)
            .scalar_subquery()
        )
        values = {
            "state": case((letter.c.replaced, "superseded"), else_=state),
            "reason": case((letter.c.replaced, ""), else_=reason or ""),
            "print_run_id": "",
            "mailing_id": case((letter.c.mailing_id == released_in, ""), else_=letter.c.mailing_id),
            "taken_out_on": None,
            "taken_out_by": "",
            "taken_out_name": "",
        }
        self._connection.execute(update(letter).where(*of_run).values(**values))

    def supersede_about(
        self, client_id: str, causes: Sequence[str], spares: frozenset[LetterKind] = frozenset()
    ) -> None:
        # A household has one appointment, and each of them a letter about it.
        theirs = (letter.c.client_id == client_id) & letter.c.kind.not_in(sorted(spares))
        for part in in_parts(causes):
            self._supersede(theirs & letter.c.cause_id.in_(part))

    def supersede_kinds(self, client_id: str, kinds: frozenset[LetterKind]) -> None:
        self._supersede((letter.c.client_id == client_id) & letter.c.kind.in_(sorted(kinds)))

    def about_appointments(self, client_ids: Sequence[str]) -> Sequence[AppointmentLetter]:
        found: list[AppointmentLetter] = []
        for part in in_parts(client_ids):
            of_clients = letter.c.client_id.in_(part), letter.c.kind.in_(sorted(HANGS_ON_WHAT_LEFT))
            query = select(letter).where(*of_clients).order_by(letter.c.id)
            found += (appointment_letter_of(row) for row in self._connection.execute(query))
        return found

    def with_appointments_in(self, run_id: str) -> Sequence[str]:
        about_them = letter.c.print_run_id == run_id, letter.c.kind.in_(sorted(HANGS_ON_WHAT_LEFT))
        query = select(letter.c.client_id).where(*about_them).distinct().order_by(letter.c.client_id)
        return list(self._connection.execute(query).scalars())

    def put_aside(self, letter_ids: Sequence[str]) -> None:
        for part in in_parts(letter_ids):
            unsent = update(letter).where(letter.c.id.in_(part), UNSENT)
            self._connection.execute(unsent.values(state="superseded", reason=NO_REASON_WITH_TEXT))

    def take_up(self, letter_id: str, state: LetterState, reason: str | None) -> None:
        aside = letter.c.id == letter_id, letter.c.state == "superseded", ~letter.c.replaced
        self._connection.execute(update(letter).where(*aside).values(state=state, reason=reason or ""))

    def _supersede(self, which: ColumnElement[bool]) -> None:
        gone = update(letter).where(which, UNSENT)
        self._connection.execute(gone.values(state="superseded", reason=NO_REASON_WITH_TEXT))
        # A printed one must leave its pile, as long as that is here.
        self._connection.execute(update(letter).where(which).values(replaced=True))

    def _change(
        self,
        letter_ids: Sequence[str],
        before: LetterState,
        after: LetterState,
        reason: str,
        *only: ColumnElement[bool],
    ) -> frozenset[str]:
        changed: set[str] = set()
        for part in in_parts(letter_ids):
            change = update(letter).where(letter.c.id.in_(part), letter.c.state == before, *only)
            ids = change.values(state=after, reason=reason).returning(letter.c.id)
            changed.update(self._connection.execute(ids).scalars())
        return frozenset(changed)


class WaitingLetterStore:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def with_ids(self, letter_ids: Sequence[str]) -> Mapping[str, Occasion]:
        found = rows_with(self._connection, waiting_letter.c.id, letter_ids)
        return {row["id"]: rows.occasion_of(row) for row in found}

    def add(self, occasions: Sequence[Occasion]) -> None:
        insert_rows(self._connection, waiting_letter, [rows.waiting_row(occasion) for occasion in occasions])

    def until(self, revisions: Mapping[str, int]) -> Sequence[Occasion]:
        of_clients = rows_with(self._connection, waiting_letter.c.client_id, revisions, waiting_letter.c.id)
        due = (rows.occasion_of(row) for row in of_clients if row["revision"] <= revisions[row["client_id"]])
        return [occasion for occasion in due if occasion.half is None]

    def drop(self, letter_ids: Sequence[str]) -> None:
        delete_rows(self._connection, waiting_letter.c.id, letter_ids)

    def replace_about(self, client_id: str, causes: Sequence[str], spares: frozenset[LetterKind] = frozenset()) -> None:
        theirs = (waiting_letter.c.client_id == client_id) & waiting_letter.c.kind.not_in(sorted(spares))
        for part in in_parts(causes):
            self._replace(theirs & waiting_letter.c.cause_id.in_(part))

    def replace_kinds(self, client_id: str, kinds: frozenset[LetterKind]) -> None:
        self._replace((waiting_letter.c.client_id == client_id) & waiting_letter.c.kind.in_(sorted(kinds)))

    def _replace(self, which: ColumnElement[bool]) -> None:
        self._connection.execute(update(waiting_letter).where(which).values(replaced=True))


def maybe_died(connection: Connection, client_ids: Sequence[str]) -> Sequence[str]:
    """Of whom somebody told that they died, while nobody looked into it."""
    found: list[str] = []
    for part in in_parts(client_ids):
        told = answer.c.client_id.in_(part), answer.c.kind == HAS_DIED, answer.c.done_on.is_(None)
        found += connection.execute(select(answer.c.client_id).where(*told).distinct()).scalars()
    return found


class LetterStopStore:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, client_ids: Sequence[str]) -> Mapping[str, str]:
        kept = rows_with(self._connection, letter_stop.c.client_id, client_ids)
        found = {row["client_id"]: row["why"] for row in kept}
        told = dict.fromkeys(maybe_died(self._connection, client_ids), STOP_MAYBE_DIED)
        return {**found, **{id_: why for id_, why in told.items() if found.get(id_) != STOP_DIED}}

    def set(self, client_id: str, why: str | None) -> None:
        delete_rows(self._connection, letter_stop.c.client_id, [client_id])
        if why is not None:
            insert_rows(self._connection, letter_stop, [{"client_id": client_id, "why": why}])


class ToldLateStore:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def told(self, client_ids: Sequence[str]) -> Mapping[str, frozenset[date]]:
        found: dict[str, frozenset[date]] = {}
        for part in in_parts(client_ids):
            of_them = letter.c.client_id.in_(part), told_of_ends(letter)
            query = select(letter.c.client_id, letter.c.ends).where(*of_them)
            for client_id, ends in self._connection.execute(query):
                found[client_id] = found.get(client_id, frozenset()) | frozenset(rows.days_of(ends))
        return found

    def answered_for(self, letter_ids: Sequence[str]) -> frozenset[str]:
        return frozenset(present(self._connection, told_late.c.letter_id, letter_ids))

    def in_pile(self, run_id: str, before: date) -> Sequence[TellsOfEnds]:
        there = (letter.c.print_run_id == run_id) & (letter.c.state == "printed") & ends_before(before)
        query = select(letter.c.id, letter.c.client_id, letter.c.ends).where(there).order_by(letter.c.id)
        return [TellsOfEnds(id_, client, rows.days_of(ends)) for id_, client, ends in self._connection.execute(query)]

    def keep(self, late: Sequence[ToldLate]) -> None:
        insert_new_rows(self._connection, told_late, [rows.told_late_row(one) for one in late])

    def restore(self, late: Sequence[ToldLate]) -> None:
        there = present(self._connection, letter.c.id, [one.letter_id for one in late])
        self.keep([one for one in late if one.letter_id in there])


class ReturnedCopyStore:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, returned: CopyReturned) -> bool:
        return insert_new_row(self._connection, returned_copy, rows.returned_copy_row(returned))

    def of(self, letter_id: str) -> Sequence[CopyReturned]:
        return self._where(returned_copy.c.letter_id == letter_id)

    def of_client(self, client_id: str) -> Sequence[CopyReturned]:
        return self._where(returned_copy.c.client_id == client_id)

    def _where(self, condition: ColumnElement[bool]) -> Sequence[CopyReturned]:
        column = returned_copy.c
        order = column.returned_on, column.letter_id, column.representative_id
        query = select(returned_copy).where(condition).order_by(*order)
        return [rows.returned_copy_of(row) for row in self._connection.execute(query).mappings()]


class RepresentativeStore:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, client_ids: Sequence[str]) -> Mapping[str, Sequence[Representative]]:
        found: dict[str, list[Representative]] = {}
        order = representative.c.first_day, representative.c.id
        for row in rows_with(self._connection, representative.c.client_id, client_ids, *order):
            found.setdefault(row["client_id"], []).append(rows.representative_of(row))
        return found

    def of_ready(self) -> Mapping[str, Sequence[Representative]]:
        """Few people have one, and many letters may be ready, so the people are asked for first."""
        ready = select(letter.c.id).where(letter.c.client_id == representative.c.client_id, READY)
        found: dict[str, list[Representative]] = {}
        query = select(representative).where(ready.exists())
        for row in self._connection.execute(query).mappings():
            found.setdefault(row["client_id"], []).append(rows.representative_of(row))
        return found

    def find(self, id_: str) -> Representative | None:
        row = self._connection.execute(select(representative).where(representative.c.id == id_)).mappings().first()
        return rows.representative_of(row) if row else None

    def add(self, one: Representative) -> bool:
        return insert_new_row(self._connection, representative, rows.representative_row(one))

    def end(self, one: Representative) -> None:
        change = update(representative).where(representative.c.id == one.id)
        self._connection.execute(change.values(last_day=one.last_day, ended_by=one.ended_by))


def appointment_letter_of(row: Any) -> AppointmentLetter:
    return AppointmentLetter(
        letter_id=row.id,
        client_id=row.client_id,
        kind=KINDS[row.kind],
        cause_id=row.cause_id,
        state=row.state,
        has_text=row.length > 0,
        reason=row.reason or None,
        replaced=row.replaced,
        handed_over_on=row.handed_over_on,
    )


def latest_of(row: Any) -> LatestLetter:
    """Of a row with the columns LATEST."""
    return LatestLetter(
        row.id,
        row.client_id,
        row.revision,
        row.municipality,
        row.template or None,
        row.content,
        KINDS[row.kind],
        row.cause_id or None,
    )


def letter_row(written: WrittenLetter) -> dict[str, Any]:
    """What a letter does not have is kept as empty text."""
    person = written.recipient
    return {
        "id": written.letter_id,
        "client_id": person.client_id,
        "revision": person.revision,
        "municipality": written.municipality,
        "letter_date": written.letter_date,
        "kind": written.kind,
        "template": written.template or "",
        "state": written.state,
        "reason": written.reason or "",
        "content": written.fingerprint,
        "client_name": person.name,
        "search_name": search_name(person.prefix, person.surname),
        "postcode": person.address.postcode,
        "house_number": person.address.house_number,
        "print_run_id": "",
        "taken_out_on": None,
        "taken_out_by": "",
        "taken_out_name": "",
        "handed_over_on": None,
        # What it was about was replaced before it was written; then it comes out as if it had been there.
        "replaced": written.state == "superseded",
        "mailing_id": "",
        "returned_on": None,
        "returned_by": "",
        "length": len(written.body or ""),
        "cause": written.cause,
        "cause_id": written.cause_id or "",
        "ends": rows.days_text(written.ends),
        "meets_on": written.meets_on,
        "answer_by": written.answer_by,
    }


def body_row(written: WrittenLetter) -> dict[str, Any]:
    return {
        "letter_id": written.letter_id,
        "body": written.body or "",
        "links": json_text([[link.cited, link.address] for link in written.links]),
    }
