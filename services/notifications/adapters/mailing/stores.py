"""The stores of printing: the letters, as far as that goes, and the runs."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, select, update

from services.notifications.adapters.letters.queries import IN_A_PILE
from services.notifications.adapters.letters.stores import RepresentativeStore
from services.notifications.adapters.letters.tables import READY, letter, representative
from services.notifications.adapters.mailing.tables import mailing, print_run
from services.notifications.domain.letters.ending import signed_by
from services.notifications.domain.letters.gate import LetterState, fingerprint_of
from services.notifications.domain.letters.letter import Sender
from services.notifications.domain.letters.letter_json import body_of, letter_of_body
from services.notifications.domain.letters.representative import Representative, receivers
from services.notifications.domain.mailing.mailing import Gathered, Mailing, Release
from services.notifications.domain.mailing.print_run import (
    LetterReturned,
    LetterSent,
    LetterTakenOut,
    Printable,
    PrintRunHandedOver,
    PrintRunMade,
)
from shared.json_text import json_text, json_value
from shared.storing import in_parts, insert_rows, present

PRINTABLE = [letter.c[name] for name in ("id", "client_id", "municipality", "postcode", "house_number")]
"""The columns of a Printable but who gets it, in the order of its fields."""
OF_WHOM = [letter.c[name] for name in ("id", "client_id", "kind", "letter_date")]
"""What decides who gets a letter."""

GATHERED = [letter.c[name] for name in ("id", "client_id", "kind", "postcode", "house_number", "letter_date", "length")]
"""The columns of a Gathered, in the order of its fields."""

CAUSE = letter.c.cause_id
"""What a letter is about."""

ON_ITS_WAY = (letter.c.state == "printed") & letter.c.handed_over_on.is_not(None)


class PrintQueue:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def waiting(self) -> Sequence[Printable]:
        return self._printable(select(*PRINTABLE).where(READY))

    def released(self) -> Sequence[Printable]:
        of_mailing = letter.join(mailing, mailing.c.id == letter.c.mailing_id)
        query = select(*PRINTABLE).select_from(of_mailing).where(READY, mailing.c.complete)
        return self._printable(query)

    def _printable(self, query: Select[Any]) -> Sequence[Printable]:
        """Few clients have letters that others get too, so those are asked for first."""
        recorded = RepresentativeStore(self._connection).of_ready()
        of_them = select(*OF_WHOM).where(READY)
        marks = self._marks(recorded, of_them)
        found = [Printable(*row) for row in self._connection.execute(query)]
        return [replace(each, to=marks.get(each.letter_id, "")) for each in found]

    def marks(self, letter_ids: Sequence[str]) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for part in in_parts(letter_ids):
            of_part = letter.c.id.in_(part)
            clients = select(letter.c.client_id).where(of_part, letter.c.client_id == representative.c.client_id)
            having = self._connection.execute(select(representative.c.client_id).where(clients.exists()).distinct())
            recorded = RepresentativeStore(self._connection).of(list(having.scalars()))
            found.update(self._marks(recorded, select(*OF_WHOM).where(of_part)))
        return found

    def _marks(self, recorded: Mapping[str, Sequence[Representative]], query: Select[Any]) -> dict[str, str]:
        found: dict[str, str] = {}
        for part in in_parts(sorted(recorded)):
            for row in self._connection.execute(query.where(letter.c.client_id.in_(part))):
                if mark := receivers(recorded[row.client_id], row.kind, row.letter_date).mark:
                    found[row.id] = mark
        return found

    def sign(self, letter_ids: Sequence[str], sender: Sender) -> None:
        for part in in_parts(letter_ids):
            ready = letter.c.id.in_(part), READY, letter.c.body != ""
            kept = self._connection.execute(select(letter.c.id, letter.c.letter_date, letter.c.body).where(*ready))
            for id_, day, said in kept.all():
                body = body_of(signed_by(letter_of_body(said, id_, day), sender))
                says = {"body": body, "length": len(body), "content": fingerprint_of(body)}
                self._connection.execute(update(letter).where(letter.c.id == id_).values(**says))

    def mark_printed(self, letter_ids: Sequence[str], run_id: str) -> int:
        return self._mark(letter_ids, run_id, ("ready",))

    def restore_printed(self, letter_ids: Sequence[str], run_id: str) -> None:
        self._mark(letter_ids, run_id, ("ready", "withheld", "superseded"))

    def take_out(self, taken_out: LetterTakenOut) -> bool:
        mark = update(letter).where(letter.c.id == taken_out.letter_id, IN_A_PILE)
        return self._connection.execute(mark.values(**_out(taken_out))).rowcount == 1

    def restore_taken_out(self, taken_out: LetterTakenOut) -> None:
        mark = update(letter).where(letter.c.id == taken_out.letter_id)
        self._connection.execute(mark.values(**_out(taken_out)))

    def mark_handed_over(self, handed_over: PrintRunHandedOver) -> None:
        mark = update(letter).where(letter.c.print_run_id == handed_over.run_id, IN_A_PILE)
        self._connection.execute(mark.values(handed_over_on=handed_over.day))

    def sent(self, handed_over: PrintRunHandedOver) -> Sequence[LetterSent]:
        columns, day = letter.c, handed_over.day
        named = select(columns.id, columns.client_id, columns.kind, columns.municipality, CAUSE)
        left = named.where(columns.print_run_id == handed_over.run_id, ON_ITS_WAY)
        rows = self._connection.execute(left.order_by(columns.client_id, columns.id))
        return [LetterSent(id_, client, kind, code, day, cause or None) for id_, client, kind, code, cause in rows]

    def bring_back(self, returned: LetterReturned) -> bool:
        mark = update(letter).where(letter.c.id == returned.letter_id, ON_ITS_WAY)
        return self._connection.execute(mark.values(**_back(returned))).rowcount == 1

    def restore_returned(self, returned: LetterReturned) -> None:
        mark = update(letter).where(letter.c.id == returned.letter_id)
        self._connection.execute(mark.values(**_back(returned)))

    def _mark(self, letter_ids: Sequence[str], run_id: str, states: Sequence[LetterState]) -> int:
        done = 0
        for part in in_parts(letter_ids):
            mark = update(letter).where(letter.c.id.in_(part), letter.c.state.in_(states))
            done += self._connection.execute(mark.values(state="printed", reason="", print_run_id=run_id)).rowcount
        return done


class PrintRunStore:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, made: PrintRunMade) -> None:
        row = {
            "id": made.run_id,
            "municipality": made.municipality,
            "made_on": made.made_on,
            "letters": len(made.letter_ids),
            "pages": made.pages,
            "handed_over_on": None,
            "handed_over_by": "",
        }
        insert_rows(self._connection, print_run, [row])

    def has(self, run_id: str) -> bool:
        return bool(present(self._connection, print_run.c.id, [run_id]))

    def ids(self) -> frozenset[str]:
        return frozenset(self._connection.execute(select(print_run.c.id)).scalars())

    def hand_over(self, handed_over: PrintRunHandedOver) -> bool:
        mark = update(print_run).where(print_run.c.id == handed_over.run_id, print_run.c.handed_over_on.is_(None))
        values = {"handed_over_on": handed_over.day, "handed_over_by": handed_over.user_id}
        return self._connection.execute(mark.values(**values)).rowcount == 1


class MailingStore:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def gathered(self, municipality: str) -> Sequence[Gathered]:
        columns = letter.c
        return self._gathered((columns.municipality == municipality) & (columns.mailing_id == ""))

    def letters_of(self, mailing_id: str) -> Sequence[Gathered]:
        return self._gathered(letter.c.mailing_id == mailing_id)

    def _gathered(self, which: ColumnElement[bool]) -> Sequence[Gathered]:
        columns = letter.c
        query: Select[Any] = select(*GATHERED).where(which, READY)
        in_order = query.order_by(columns.search_name, columns.id)
        return [Gathered(*row) for row in self._connection.execute(in_order)]

    def find(self, mailing_id: str) -> Mailing | None:
        row = self._connection.execute(select(mailing).where(mailing.c.id == mailing_id)).mappings().first()
        return mailing_of(row) if row is not None else None

    def close(self, made: Mailing, letter_ids: Sequence[str]) -> bool:
        """Letters first: of two people at once, the second finds them marked."""
        marked = 0
        for part in in_parts(letter_ids):
            free = letter.c.id.in_(part), READY, letter.c.mailing_id == ""
            marked += self._connection.execute(update(letter).where(*free).values(mailing_id=made.id)).rowcount
        if marked == len(letter_ids):
            insert_rows(self._connection, mailing, [_mailing_row(made)])
        return marked == len(letter_ids)

    def complete(self, mailing_id: str, by: Release) -> bool:
        mark = update(mailing).where(mailing.c.id == mailing_id, ~mailing.c.complete)
        second = {"second_by": by.user_id, "second_name": by.name, "second_on": by.day, "complete": True}
        return self._connection.execute(mark.values(**second)).rowcount == 1

    def restore(self, made: Mailing, letter_ids: Sequence[str]) -> None:
        if not present(self._connection, mailing.c.id, [made.id]):
            insert_rows(self._connection, mailing, [_mailing_row(made)])
        for part in in_parts(letter_ids):
            self._connection.execute(update(letter).where(letter.c.id.in_(part)).values(mailing_id=made.id))


def mailing_of(row: RowMapping) -> Mailing:
    second_on = row["second_on"]
    return Mailing(
        id=row["id"],
        municipality=row["municipality"],
        number=row["number"],
        kinds=json_value(row["kinds"]),
        first=Release(row["first_by"], row["first_name"], row["first_on"]),
        second=Release(row["second_by"], row["second_name"], second_on) if second_on else None,
        complete=row["complete"],
    )


def _mailing_row(made: Mailing) -> dict[str, Any]:
    return {
        "id": made.id,
        "municipality": made.municipality,
        "number": made.number,
        "kinds": json_text(dict(made.kinds)),
        "letters": made.letters,
        "first_by": made.first.user_id,
        "first_name": made.first.name,
        "first_on": made.first.day,
        "second_by": "",
        "second_name": "",
        "second_on": None,
        "complete": made.complete,
    }


def _back(returned: LetterReturned) -> dict[str, Any]:
    return {
        "state": "returned",
        "reason": "",
        "print_run_id": returned.run_id,
        "handed_over_on": returned.sent_on,
        "returned_on": returned.day,
        "returned_by": returned.user_id,
    }


def _out(taken_out: LetterTakenOut) -> dict[str, Any]:
    """A letter that is out of its pile was not handed over with it."""
    return {
        "state": "taken-out",
        "reason": "",
        "print_run_id": taken_out.run_id,
        "taken_out_on": taken_out.day,
        "taken_out_by": taken_out.user_id,
        "handed_over_on": None,
    }
