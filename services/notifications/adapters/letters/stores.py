"""The store of letters."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, case, select, update

from services.notifications.adapters.letters.tables import letter
from services.notifications.domain.letters.gate import KIND, LatestLetter, LetterState, WrittenLetter
from shared.json_text import json_text
from shared.names import search_name
from shared.storing import in_parts, insert_rows

LATEST = [letter.c[name] for name in ("id", "client_id", "revision", "municipality", "template", "content")]


class LetterStore:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def latest(self, client_ids: Sequence[str]) -> Mapping[str, LatestLetter]:
        found: dict[str, LatestLetter] = {}
        for part in in_parts(client_ids):
            query = select(*LATEST).where(letter.c.client_id.in_(part)).order_by(letter.c.revision)
            for row in self._connection.execute(query):
                found[row.client_id] = LatestLetter(
                    row.id, row.client_id, row.revision, row.municipality, row.template or None, row.content
                )
        return found

    def add(self, letters: Sequence[WrittenLetter]) -> None:
        insert_rows(self._connection, letter, [letter_row(written) for written in letters])

    def supersede(self, letter_ids: Sequence[str]) -> None:
        for part in in_parts(letter_ids):
            unsent = letter.c.id.in_(part), letter.c.state.in_(("ready", "withheld"))
            # Why a letter with a text was withheld does not matter any more; it may as well have been ready.
            reason = case((letter.c.body != "", ""), else_=letter.c.reason)
            self._connection.execute(update(letter).where(*unsent).values(state="superseded", reason=reason))
            self._connection.execute(update(letter).where(letter.c.id.in_(part)).values(replaced=True))

    def withhold(self, letter_ids: Sequence[str], reason: str) -> frozenset[str]:
        return self._change(letter_ids, "ready", "withheld", reason)

    def release(self, letter_ids: Sequence[str]) -> frozenset[str]:
        return self._change(letter_ids, "withheld", "ready", "")

    def _change(
        self, letter_ids: Sequence[str], before: LetterState, after: LetterState, reason: str
    ) -> frozenset[str]:
        changed: set[str] = set()
        for part in in_parts(letter_ids):
            change = update(letter).where(letter.c.id.in_(part), letter.c.state == before)
            ids = change.values(state=after, reason=reason).returning(letter.c.id)
            changed.update(self._connection.execute(ids).scalars())
        return frozenset(changed)


def letter_row(written: WrittenLetter) -> dict[str, Any]:
    """What a letter does not have is kept as empty text."""
    person = written.recipient
    return {
        "id": written.letter_id,
        "client_id": person.client_id,
        "revision": person.revision,
        "municipality": person.municipality,
        "letter_date": written.letter_date,
        "kind": KIND,
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
        "handed_over_on": None,
        "replaced": False,
        "mailing_id": "",
        "returned_on": None,
        "returned_by": "",
        "body": written.body or "",
        "links": json_text([[link.cited, link.address] for link in written.links]),
    }
