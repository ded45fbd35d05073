"""Why somebody opens a file to which no task led: asked once a day for each person and user.

A service that asks has a table of its own for what was given; the look that follows carries it. What was given before
today is thrown away with the next reason, so that nothing else has to.
"""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Column, Connection, Date, MetaData, String, Table, delete, select

from shared.messaging.failures import Refused
from shared.storing import insert_new_row

OTHER = "other"
REASONS: Mapping[str, str] = {
    "called": "De cliënt, of iemand voor de cliënt, belde of mailde",
    "colleague": "Een collega of zorgaanbieder vroeg ernaar",
    "post": "Er kwam post of een bericht binnen",
    "check": "Ik controleer iets voor mijn werk",
    OTHER: "Iets anders",
}
SHORTEST, LONGEST = 5, 120


def look_reason_table(metadata: MetaData) -> Table:
    """No business table: it is in no digest, and a rebuilt database asks again."""
    return Table(
        "look_reason",
        metadata,
        Column("user_id", String(60), primary_key=True),
        Column("client_id", String(36), primary_key=True),
        Column("day", Date, nullable=False, index=True),
        Column("reason", String(250), nullable=False),
    )


def reason_of(choice: str, note: str) -> str:
    """As it stands with the look. Raises Refused, by field, for a choice that there is not, and for no words where the
    choice says nothing."""
    if choice not in REASONS:
        raise Refused("Er is geen reden gekozen.", {"choice": "Kies waarom u dit dossier opent."})
    if len(note) > LONGEST or not note.isprintable():
        raise Refused("De uitleg is te lang.", {"note": f"Schrijf hoogstens {LONGEST} tekens, in één regel."})
    if choice == OTHER:
        if len(note) < SHORTEST:
            raise Refused("Er staat geen uitleg.", {"note": f"Schrijf in {SHORTEST} tot {LONGEST} tekens waarom."})
        return note
    return f"{REASONS[choice]}: {note}" if note else REASONS[choice]


class Reasons:
    def __init__(self, connection: Connection, table: Table) -> None:
        self._connection = connection
        self._table = table

    def given(self, user_id: str, client_id: str, day: date) -> str:
        """Empty when this user gave none on this day."""
        columns = self._table.c
        of_today = (columns.user_id == user_id, columns.client_id == client_id, columns.day == day)
        return str(self._connection.execute(select(columns.reason).where(*of_today)).scalar() or "")

    def give(self, user_id: str, client_id: str, day: date, reason: str) -> None:
        """The last one counts."""
        columns = self._table.c
        same = (columns.user_id == user_id) & (columns.client_id == client_id)
        self._connection.execute(delete(self._table).where((columns.day < day) | same))
        row = {"user_id": user_id, "client_id": client_id, "day": day, "reason": reason}
        insert_new_row(self._connection, self._table, row)
