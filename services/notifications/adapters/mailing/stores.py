"""The stores of printing: the letters, as far as that goes, and the runs."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, RowMapping, Select, false, func, or_, select, update

from services.notifications.adapters.letters.conditions import IN_A_PILE
from services.notifications.adapters.letters.rows import told_late_of
from services.notifications.adapters.letters.stores import RepresentativeStore
from services.notifications.adapters.letters.tables import (
    HAS_TEXT,
    READY,
    WITH_BODY,
    letter,
    letter_body,
    representative,
    taken_out,
    told_late,
)
from services.notifications.adapters.mailing.conditions import MailingLetters
from services.notifications.adapters.mailing.tables import mailing, print_run
from services.notifications.domain.letters.ending import signed_by
from services.notifications.domain.letters.gate import LetterState, fingerprint_of
from services.notifications.domain.letters.kinds import QUESTIONS, WITH_ENCLOSURE
from services.notifications.domain.letters.letter import Sender
from services.notifications.domain.letters.letter_json import body_of, letter_of_body
from services.notifications.domain.letters.representative import Representative, receivers
from services.notifications.domain.letters.told_late import ToldLate
from services.notifications.domain.mailing.mailing import Mailing, Release, SentBack
from services.notifications.domain.mailing.print_run import (
    LetterLeftOut,
    LetterReturned,
    LetterSent,
    LetterTakenOut,
    Printable,
    PrintRunHandedOver,
    PrintRunMade,
)
from shared.json_text import json_text, json_value
from shared.storing import among, delete_rows, in_parts, insert_new_rows, insert_rows, present, rows_with

PRINTABLE = [letter.c[name] for name in ("id", "client_id", "municipality", "postcode", "house_number", "kind")]
"""What a Printable is made of, but who gets it."""
OF_WHOM = [letter.c[name] for name in ("id", "client_id", "kind", "letter_date")]
"""What decides who gets a letter."""

CAUSE = letter.c.cause_id
"""What a letter is about."""

AGAIN = "again-"
"""Before the number of runs that a letter was taken out of, in its mark."""

WAITS = ~mailing.c.complete & mailing.c.sent_back_on.is_(None)
"""Released by one person, and not by the second yet."""

ON_ITS_WAY = (letter.c.state == "printed") & letter.c.handed_over_on.is_not(None)


def asks_for_the_past(today: date) -> ColumnElement[bool]:
    """Whether a letter asks something for a day that is over, or is a question for today."""
    on_its_day = letter.c.kind.in_(sorted(QUESTIONS)) & or_(letter.c.meets_on == today, letter.c.answer_by == today)
    gone = or_(letter.c.meets_on < today, letter.c.answer_by < today, on_its_day)
    return func.coalesce(gone, false())


class PrintQueue:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def waiting(self) -> Sequence[Printable]:
        return self._printable(select(*PRINTABLE).where(READY))

    def released(self, today: date) -> Sequence[Printable]:
        of_mailing = letter.join(mailing, mailing.c.id == letter.c.mailing_id)
        complete = READY & mailing.c.complete & ~asks_for_the_past(today)
        return self._printable(select(*PRINTABLE).select_from(of_mailing).where(complete))

    def _printable(self, query: Select[Any]) -> Sequence[Printable]:
        """Few clients have letters that others get too, so those are asked for first."""
        recorded = RepresentativeStore(self._connection).of_ready()
        of_them = select(*OF_WHOM).where(READY)
        marks = self._again(self._marks(recorded, of_them), READY)
        return [_as_printable(row, marks.get(row.id, "")) for row in self._connection.execute(query)]

    def runs_with(self, client_ids: Sequence[str]) -> Sequence[str]:
        theirs = among(self._connection, letter.c.client_id, client_ids)
        printed = select(letter.c.print_run_id).where(theirs, letter.c.print_run_id != "")
        of_letter = taken_out.join(letter, letter.c.id == taken_out.c.letter_id)
        left = select(taken_out.c.run_id).select_from(of_letter).where(theirs)
        return sorted(self._connection.execute(printed.union(left)).scalars())

    def pile(self, run_id: str) -> Sequence[Printable]:
        query = select(*PRINTABLE).where(letter.c.print_run_id == run_id, letter.c.state == "printed")
        return [_as_printable(row) for row in self._connection.execute(query)]

    def marks(self, letter_ids: Sequence[str]) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for part in in_parts(letter_ids):
            of_part = letter.c.id.in_(part)
            clients = select(letter.c.client_id).where(of_part, letter.c.client_id == representative.c.client_id)
            having = self._connection.execute(select(representative.c.client_id).where(clients.exists()).distinct())
            recorded = RepresentativeStore(self._connection).of(list(having.scalars()))
            found.update(self._again(self._marks(recorded, select(*OF_WHOM).where(of_part)), of_part))
        return found

    def _again(self, marks: dict[str, str], which: ColumnElement[bool]) -> dict[str, str]:
        """A letter that was taken out of a run makes another run than before."""
        of_letter = taken_out.join(letter, letter.c.id == taken_out.c.letter_id)
        query = select(taken_out.c.letter_id, func.count()).select_from(of_letter).where(which)
        for letter_id, times in self._connection.execute(query.group_by(taken_out.c.letter_id)):
            marks[letter_id] = f"{marks.get(letter_id, '')} {AGAIN}{times}".strip()
        return marks

    def _marks(self, recorded: Mapping[str, Sequence[Representative]], query: Select[Any]) -> dict[str, str]:
        found: dict[str, str] = {}
        for part in in_parts(sorted(recorded)):
            for row in self._connection.execute(query.where(letter.c.client_id.in_(part))):
                if mark := receivers(recorded[row.client_id], row.kind, row.letter_date).mark:
                    found[row.id] = mark
        return found

    def sign(self, letter_ids: Sequence[str], sender: Sender) -> None:
        for part in in_parts(letter_ids):
            ready = letter.c.id.in_(part), READY, HAS_TEXT
            said_in = select(letter.c.id, letter.c.letter_date, letter_body.c.body).select_from(WITH_BODY)
            kept = self._connection.execute(said_in.where(*ready))
            for id_, day, said in kept.all():
                body = body_of(signed_by(letter_of_body(said, id_, day), sender))
                of_letter = update(letter_body).where(letter_body.c.letter_id == id_)
                self._connection.execute(of_letter.values(body=body))
                marks = {"length": len(body), "content": fingerprint_of(body)}
                self._connection.execute(update(letter).where(letter.c.id == id_).values(**marks))

    def mark_printed(self, letter_ids: Sequence[str], run_id: str) -> int:
        return self._mark(letter_ids, run_id, ("ready",))

    def restore_printed(self, made: PrintRunMade) -> None:
        """A letter that was taken out of a pile and gathered again is in two runs: the later one counts."""
        out = select(taken_out.c.letter_id).where(taken_out.c.run_id == made.run_id)
        earlier = select(print_run.c.id).where(print_run.c.made_on < made.made_on)
        unprinted = letter.c.state.in_(("ready", "withheld", "superseded")) & letter.c.id.not_in(out)
        before = letter.c.state.in_(("printed", "taken-out")) & letter.c.print_run_id.in_(earlier)
        for part in in_parts(made.letter_ids):
            mark = update(letter).where(letter.c.id.in_(part), unprinted | before)
            self._connection.execute(mark.values(**_printed(made.run_id)))

    def take_out(self, out: LetterTakenOut) -> bool:
        mark = update(letter).where(letter.c.id == out.letter_id, IN_A_PILE)
        done = self._connection.execute(mark.values(**_out(out))).rowcount == 1
        if done:
            self._keep_taken_out(out)
        return done

    def restore_taken_out(self, out: LetterTakenOut) -> None:
        self._keep_taken_out(out)
        mark = update(letter).where(letter.c.id == out.letter_id, letter.c.print_run_id.in_(("", out.run_id)))
        self._connection.execute(mark.values(**_out(out)))

    def _keep_taken_out(self, out: LetterTakenOut) -> None:
        row = {
            "letter_id": out.letter_id,
            "run_id": out.run_id,
            "municipality": out.municipality,
            "mailing_id": out.mailing_id or "",
            "on_day": out.day,
            "by_name": out.user_name,
            "why": out.why,
        }
        insert_new_rows(self._connection, taken_out, [row])

    def leave_out(self, left_out: LetterLeftOut) -> bool:
        mark = update(letter).where(letter.c.id == left_out.letter_id, letter.c.state == "ready")
        return self._connection.execute(mark.values(**_left(left_out))).rowcount == 1

    def restore_left_out(self, left_out: LetterLeftOut) -> None:
        mark = update(letter).where(letter.c.id == left_out.letter_id)
        self._connection.execute(mark.values(**_left(left_out)))

    def mark_handed_over(self, handed_over: PrintRunHandedOver) -> None:
        mark = update(letter).where(letter.c.print_run_id == handed_over.run_id, IN_A_PILE)
        self._connection.execute(mark.values(handed_over_on=handed_over.day))

    def sent(self, handed_over: PrintRunHandedOver) -> Sequence[LetterSent]:
        columns, day = letter.c, handed_over.day
        named = select(columns.id, columns.client_id, columns.kind, columns.municipality, CAUSE)
        left = named.where(columns.print_run_id == handed_over.run_id, ON_ITS_WAY)
        rows = self._connection.execute(left.order_by(columns.client_id, columns.id)).all()
        late = self._late([row.id for row in rows])
        return [
            LetterSent(id_, client, kind, code, day, cause or None, late.get(id_))
            for id_, client, kind, code, cause in rows
        ]

    def _late(self, letter_ids: Sequence[str]) -> Mapping[str, ToldLate]:
        found = rows_with(self._connection, told_late.c.letter_id, letter_ids)
        return {row["letter_id"]: told_late_of(row) for row in found}

    def bring_back(self, returned: LetterReturned) -> bool:
        mark = update(letter).where(letter.c.id == returned.letter_id, ON_ITS_WAY)
        return self._connection.execute(mark.values(**_back(returned))).rowcount == 1

    def restore_returned(self, returned: LetterReturned) -> None:
        mark = update(letter).where(letter.c.id == returned.letter_id)
        self._connection.execute(mark.values(**_back(returned)))

    def _mark(self, letter_ids: Sequence[str], run_id: str, states: Sequence[LetterState]) -> int:
        done = 0
        for part in in_parts(letter_ids):
            mark = update(letter).where(among(self._connection, letter.c.id, part), letter.c.state.in_(states))
            done += self._connection.execute(mark.values(**_printed(run_id))).rowcount
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

    def lying_here(self) -> Sequence[PrintRunMade]:
        here = select(print_run).where(print_run.c.handed_over_on.is_(None)).order_by(print_run.c.id)
        rows = self._connection.execute(here).mappings()
        return [PrintRunMade(row["id"], row["municipality"], row["made_on"], row["pages"], ()) for row in rows]

    def hand_over(self, handed_over: PrintRunHandedOver) -> bool:
        mark = update(print_run).where(print_run.c.id == handed_over.run_id, print_run.c.handed_over_on.is_(None))
        values = {"handed_over_on": handed_over.day, "handed_over_by": handed_over.user_id}
        return self._connection.execute(mark.values(**values)).rowcount == 1


class MailingStore:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def looked(self, municipality: str, mailing_id: str | None) -> MailingLetters:
        return MailingLetters(self._connection, municipality, mailing_id)

    def find(self, mailing_id: str) -> Mailing | None:
        row = self._connection.execute(select(mailing).where(mailing.c.id == mailing_id)).mappings().first()
        return mailing_of(row) if row is not None else None

    def close(self, made: Mailing, letter_ids: Sequence[str]) -> bool:
        """Letters first: of two people at once, the second finds them marked."""
        marked = 0
        for part in in_parts(letter_ids):
            free = among(self._connection, letter.c.id, part), READY, letter.c.mailing_id == ""
            marked += self._connection.execute(update(letter).where(*free).values(mailing_id=made.id)).rowcount
        if marked == len(letter_ids):
            insert_rows(self._connection, mailing, [_mailing_row(made)])
        return marked == len(letter_ids)

    def complete(self, mailing_id: str, by: Release) -> bool:
        mark = update(mailing).where(mailing.c.id == mailing_id, WAITS)
        second = {"second_by": by.user_id, "second_name": by.name, "second_on": by.day, "complete": True}
        return self._connection.execute(mark.values(**second)).rowcount == 1

    def send_back(self, mailing_id: str, sent_back: SentBack) -> bool:
        mark = update(mailing).where(mailing.c.id == mailing_id, WAITS)
        done = self._connection.execute(mark.values(**_sent_back(sent_back))).rowcount == 1
        if done:
            freed = update(letter).where(letter.c.mailing_id == mailing_id).values(mailing_id="")
            self._connection.execute(freed)
            delete_rows(self._connection, told_late.c.act_id, [mailing_id])
        return done

    def restore(self, made: Mailing, letter_ids: Sequence[str]) -> None:
        if not present(self._connection, mailing.c.id, [made.id]):
            insert_rows(self._connection, mailing, [_mailing_row(made)])
        newer = select(mailing.c.id).where(mailing.c.municipality == made.municipality, mailing.c.number > made.number)
        undone = select(taken_out.c.letter_id).where(taken_out.c.mailing_id == made.id)
        gathers_again = letter.c.id.in_(undone) & (letter.c.print_run_id == "")
        for part in in_parts(letter_ids):
            older = letter.c.id.in_(part), letter.c.mailing_id.not_in(newer), ~gathers_again
            self._connection.execute(update(letter).where(*older).values(mailing_id=made.id))


def _as_printable(row: Row[Any], mark: str = "") -> Printable:
    enclosed = row.kind in WITH_ENCLOSURE
    return Printable(row.id, row.client_id, row.municipality, row.postcode, row.house_number, mark, enclosed)


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
        sent_back=_sent_back_of(row),
    )


def _sent_back_of(row: RowMapping) -> SentBack | None:
    if row["sent_back_on"] is None:
        return None
    by = Release(row["sent_back_by"], row["sent_back_name"], row["sent_back_on"])
    return SentBack(by, row["sent_back_why"])


def _sent_back(undone: SentBack | None) -> dict[str, Any]:
    return {
        "sent_back_by": undone.by.user_id if undone else "",
        "sent_back_name": undone.by.name if undone else "",
        "sent_back_on": undone.by.day if undone else None,
        "sent_back_why": undone.why if undone else "",
    }


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
        **_sent_back(made.sent_back),
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


def _printed(run_id: str) -> dict[str, Any]:
    return {
        "state": "printed",
        "reason": "",
        "print_run_id": run_id,
        "handed_over_on": None,
        "taken_out_on": None,
        "taken_out_by": "",
        "taken_out_name": "",
    }


def _left(left_out: LetterLeftOut) -> dict[str, Any]:
    return {
        "state": "taken-out",
        "reason": "",
        "taken_out_on": left_out.day,
        "taken_out_by": left_out.user_id,
        "taken_out_name": left_out.user_name,
    }


def _out(out: LetterTakenOut) -> dict[str, Any]:
    """A letter that is out of its pile was not handed over with it."""
    return {
        "state": "taken-out",
        "reason": "",
        "print_run_id": out.run_id,
        "taken_out_on": out.day,
        "taken_out_by": out.user_id,
        "taken_out_name": out.user_name,
        "handed_over_on": None,
    }
