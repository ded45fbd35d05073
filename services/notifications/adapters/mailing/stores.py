"""The stores of printing: the letters, as far as that goes, and the runs."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select, update

from services.notifications.adapters.letters.tables import letter
from services.notifications.adapters.mailing.tables import print_run
from services.notifications.domain.letters.gate import LetterState, fingerprint_of
from services.notifications.domain.letters.letter import Letter
from services.notifications.domain.letters.letter_json import body_of
from services.notifications.domain.mailing.print_run import Printable, PrintRunMade
from shared.storing import in_parts, insert_rows, present

PRINTABLE = [letter.c[name] for name in ("id", "client_id", "municipality", "postcode", "house_number")]
"""The columns of a Printable, in the order of its fields."""


class PrintQueue:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def waiting(self) -> Sequence[Printable]:
        query = select(*PRINTABLE).where(letter.c.state == "ready")
        return [Printable(*row) for row in self._connection.execute(query)]

    def renew(self, letters: Sequence[Letter]) -> None:
        if not letters:
            return
        ready = update(letter).where(letter.c.id == bindparam("of_letter"), letter.c.state == "ready")
        said = [(one.letter_id, body_of(one)) for one in letters]
        self._connection.execute(
            ready.values(body=bindparam("says"), content=bindparam("fingerprint")),
            [{"of_letter": id_, "says": body, "fingerprint": fingerprint_of(body)} for id_, body in said],
        )

    def mark_printed(self, letter_ids: Sequence[str], run_id: str) -> int:
        return self._mark(letter_ids, run_id, ("ready",))

    def restore_printed(self, letter_ids: Sequence[str], run_id: str) -> None:
        self._mark(letter_ids, run_id, ("ready", "withheld", "superseded"))

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
        }
        insert_rows(self._connection, print_run, [row])

    def has(self, run_id: str) -> bool:
        return bool(present(self._connection, print_run.c.id, [run_id]))

    def ids(self) -> frozenset[str]:
        return frozenset(self._connection.execute(select(print_run.c.id)).scalars())
