"""The store of persons. In the table an empty text stands for what is absent."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, delete, select, update

from services.intake.adapters.person.tables import person
from services.intake.domain.person.persons import Person, PersonState, Transfer
from shared.storing import in_parts, insert_rows, rows_with

CHANGE = (
    update(person)
    .where(person.c.sender == bindparam("of_sender"), person.c.client_key == bindparam("of_client"))
    .values({column.name: bindparam(column.name) for column in person.columns if not column.primary_key})
)


class PersonTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_sender(self, sender: str, client_keys: Sequence[str]) -> Mapping[str, Person]:
        found: dict[str, Person] = {}
        for part in in_parts(client_keys):
            known = select(person).where(person.c.sender == sender, person.c.client_key.in_(part))
            found.update((row["client_key"], _person_of(row)) for row in self._connection.execute(known).mappings())
        return found

    def transferred_with(self, bsns: Sequence[str]) -> Mapping[str, Person]:
        rows = rows_with(self._connection, person.c.bsn, bsns)
        return {row["bsn"]: _person_of(row) for row in rows if row["state"] == PersonState.TRANSFERRED}

    def save(self, new: Sequence[Person], changed: Sequence[Person]) -> None:
        insert_rows(self._connection, person, [_row_of(one) for one in new])
        if changed:
            rows = [_row_of(one) for one in changed]
            self._connection.execute(
                CHANGE, [{**row, "of_sender": row.pop("sender"), "of_client": row.pop("client_key")} for row in rows]
            )

    def wipe(self) -> None:
        self._connection.execute(delete(person))


def _row_of(one: Person) -> dict[str, Any]:
    transfer = one.transfer or Transfer("", "", 0, "")
    return {
        "sender": one.sender,
        "client_key": one.client_key,
        "client_id": transfer.client_id,
        "bsn": one.bsn or "",
        "last_named": one.last_named,
        "last_placed": one.last_placed,
        "municipality": one.municipality,
        "household_id": transfer.household_id,
        "delivery_id": one.delivery_id,
        "state": one.state.value,
        "revision": transfer.revision,
        "content_hash": transfer.content_hash,
        "held_back_rows": one.held_back_rows,
    }


def _person_of(row: RowMapping) -> Person:
    return Person(
        sender=row["sender"],
        client_key=row["client_key"],
        municipality=row["municipality"],
        delivery_id=row["delivery_id"],
        last_named=row["last_named"],
        last_placed=row["last_placed"],
        bsn=row["bsn"] or None,
        held_back_rows=row["held_back_rows"],
        transfer=_transfer_of(row) if row["state"] == PersonState.TRANSFERRED else None,
    )


def _transfer_of(row: RowMapping) -> Transfer:
    return Transfer(row["client_id"], row["household_id"], row["revision"], row["content_hash"])
