"""The stores of printing: the letters, as far as that goes, and the runs."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select, update

from services.notifications.adapters.letters.queries import IN_A_PILE
from services.notifications.adapters.letters.tables import letter
from services.notifications.adapters.mailing.tables import print_run
from services.notifications.domain.letters.ending import signed_by
from services.notifications.domain.letters.gate import LetterState, fingerprint_of
from services.notifications.domain.letters.letter import Sender
from services.notifications.domain.letters.letter_json import body_of, letter_of_body
from services.notifications.domain.mailing.print_run import (
    LetterTakenOut,
    Printable,
    PrintRunHandedOver,
    PrintRunMade,
)
from shared.storing import in_parts, insert_rows, present

PRINTABLE = [letter.c[name] for name in ("id", "client_id", "municipality", "postcode", "house_number")]
"""The columns of a Printable, in the order of its fields."""


class PrintQueue:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def waiting(self) -> Sequence[Printable]:
        query = select(*PRINTABLE).where(letter.c.state == "ready")
        return [Printable(*row) for row in self._connection.execute(query)]

    def sign(self, letter_ids: Sequence[str], sender: Sender) -> None:
        for part in in_parts(letter_ids):
            ready = letter.c.id.in_(part), letter.c.state == "ready", letter.c.body != ""
            kept = self._connection.execute(select(letter.c.id, letter.c.letter_date, letter.c.body).where(*ready))
            for id_, day, said in kept.all():
                body = body_of(signed_by(letter_of_body(said, id_, day), sender))
                says = {"body": body, "content": fingerprint_of(body)}
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
