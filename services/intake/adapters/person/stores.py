"""The stores of persons. In the tables an empty text stands for what is absent."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, case, delete, func, select, update

from services.intake.adapters.person.tables import WHO, held_back_person, person
from services.intake.domain.person.held_back import HeldBackPerson
from services.intake.domain.person.persons import Person, PersonState, Transfer
from shared.names import search_name
from shared.searching import letters_of
from shared.storing import in_parts, insert_rows, rows_with

SEARCH_NAME_MAX = 300
"""A name that is too long holds a person back, and PostgreSQL puts no longer text than 2,700 bytes in an index."""
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

    def never_transferred(self) -> Mapping[str, int]:
        """Who stands in two municipalities counts in one of them."""
        accepted = func.max(case((person.c.state == PersonState.TRANSFERRED, 1), else_=0))
        people = select(func.max(person.c.municipality).label("town"), accepted.label("accepted")).group_by(WHO)
        each = people.subquery()
        counted = select(each.c.town, func.sum(1 - each.c.accepted)).group_by(each.c.town)
        return {town: int(missing) for town, missing in self._connection.execute(counted)}

    def save(self, new: Sequence[Person], changed: Sequence[Person]) -> None:
        insert_rows(self._connection, person, [_row_of(one) for one in new])
        if changed:
            rows = [_row_of(one) for one in changed]
            self._connection.execute(
                CHANGE, [{**row, "of_sender": row.pop("sender"), "of_client": row.pop("client_key")} for row in rows]
            )

    def wipe(self) -> None:
        self._connection.execute(delete(person))


class HeldBackTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def replace(self, sender: str, client_keys: Sequence[str], held_back: Sequence[HeldBackPerson]) -> None:
        of_sender = delete(held_back_person).where(held_back_person.c.sender == sender)
        for part in in_parts(client_keys):
            self._connection.execute(of_sender.where(held_back_person.c.client_key.in_(part)))
        insert_rows(self._connection, held_back_person, [_held_back_row(one) for one in held_back])

    def wipe(self) -> None:
        self._connection.execute(delete(held_back_person))


def _held_back_row(one: HeldBackPerson) -> dict[str, Any]:
    return {
        "sender": one.sender,
        "client_key": one.client_key,
        "client_id": one.client_id or "",
        "municipality": one.municipality,
        "delivery_id": one.delivery_id,
        "created": one.created,
        "held_back_rows": one.rows,
        "first_row": one.first_row or 0,
        "initials": one.initials,
        "prefix": one.prefix,
        "surname": one.surname,
        "search_name": search_name(one.prefix, one.surname)[:SEARCH_NAME_MAX],
        "search_initials": letters_of(one.initials),
        "birth_date": one.birth_date,
        "client_number": one.client_number,
        "decisions": "".join(f"\n{number}\n" for number in one.decisions),
    }


def held_back_of(row: RowMapping) -> HeldBackPerson:
    return HeldBackPerson(
        sender=row["sender"],
        client_key=row["client_key"],
        client_id=row["client_id"] or None,
        municipality=row["municipality"],
        delivery_id=row["delivery_id"],
        created=row["created"],
        rows=row["held_back_rows"],
        first_row=row["first_row"] or None,
        initials=row["initials"],
        prefix=row["prefix"],
        surname=row["surname"],
        birth_date=row["birth_date"],
        client_number=row["client_number"],
        decisions=tuple(number for number in row["decisions"].split("\n") if number),
    )


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
