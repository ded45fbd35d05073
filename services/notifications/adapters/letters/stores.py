"""The store of letters."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, case, select, update

from services.notifications.adapters.letters.tables import letter
from services.notifications.domain.letters.gate import LatestLetter, LetterState, WrittenLetter
from services.notifications.domain.letters.kinds import ANNOUNCEMENTS, KINDS
from shared.json_text import json_text
from shared.names import search_name
from shared.storing import in_parts, insert_rows

LATEST = [
    letter.c[name]
    for name in ("id", "client_id", "revision", "municipality", "template", "content", "kind", "cause_id")
]
IS_ANNOUNCEMENT = letter.c.kind.in_(sorted(ANNOUNCEMENTS))


class LetterStore:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def latest(self, client_ids: Sequence[str]) -> Mapping[str, LatestLetter]:
        found: dict[str, LatestLetter] = {}
        for part in in_parts(client_ids):
            query = select(*LATEST).where(letter.c.client_id.in_(part), IS_ANNOUNCEMENT).order_by(letter.c.revision)
            for row in self._connection.execute(query):
                found[row.client_id] = latest_of(row)
        return found

    def add(self, letters: Sequence[WrittenLetter]) -> None:
        insert_rows(self._connection, letter, [letter_row(written) for written in letters])

    def supersede(self, letter_ids: Sequence[str]) -> None:
        for part in in_parts(letter_ids):
            unsent = letter.c.id.in_(part), letter.c.state.in_(("ready", "withheld"))
            # Why a letter with a text was withheld does not matter any more; it may as well have been ready.
            reason = case((letter.c.body != "", ""), else_=letter.c.reason)
            self._connection.execute(update(letter).where(*unsent).values(state="superseded", reason=reason))

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


def latest_of(row: Row[Any]) -> LatestLetter:
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
        "handed_over_on": None,
        "body": written.body or "",
        "cause": written.cause,
        "cause_id": written.cause_id or "",
        "links": json_text([[link.cited, link.address] for link in written.links]),
    }
