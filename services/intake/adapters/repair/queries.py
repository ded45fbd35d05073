"""Reading who is held back, straight from the tables."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, func, or_, select

from services.intake.adapters.delivery.queries import seen_in
from services.intake.adapters.delivery.rows import errors_of
from services.intake.adapters.delivery.tables import delivered_row, delivery
from services.intake.adapters.person.stores import held_back_of
from services.intake.adapters.person.tables import held_back_person, person
from services.intake.application.delivery.views import Seen
from services.intake.application.repair.views import HeldBackFilter, HeldBackView, NumberedClient
from services.intake.domain.mapping.rows import RowError, RowState
from services.intake.domain.person.held_back import HeldBackPerson
from services.intake.domain.person.persons import PersonState
from shared.searching import Sought

ORDERS: Mapping[str, ColumnElement[Any]] = {
    "name": held_back_person.c.search_name,
    "born": held_back_person.c.birth_date,
    "since": held_back_person.c.created,
}
Errors = dict[tuple[str, str], list[RowError]]


class HeldBackQueries:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def held_back_persons(self, seen: Seen, wanted: HeldBackFilter) -> Sequence[HeldBackView]:
        columns, column = held_back_person.c, ORDERS[wanted.order]
        order = column.desc() if wanted.descending else column
        query = select(held_back_person, delivery.c.municipality.label("delivered_for")).join(
            delivery, delivery.c.id == columns.delivery_id
        )
        query = query.where(*_conditions(seen, wanted)).order_by(
            order, columns.search_name, columns.sender, columns.client_key
        )
        rows = list(self._connection.execute(query.offset(wanted.offset).limit(wanted.limit)).mappings())
        people = [held_back_of(row) for row in rows]
        errors = self._errors(people)
        return [
            HeldBackView(person, code, seen.covers(code), errors.get((person.delivery_id, person.client_key), ()))
            for person, code in zip(people, (row["delivered_for"] for row in rows), strict=True)
        ]

    def count_held_back_persons(self, seen: Seen, wanted: HeldBackFilter) -> int:
        query: Select[Any] = select(func.count()).select_from(held_back_person).where(*_conditions(seen, wanted))
        return int(self._connection.execute(query).scalar_one())

    def not_held_back(self, seen: Seen, client_keys: Sequence[str]) -> Sequence[NumberedClient]:
        columns, listed = person.c, held_back_person.c
        of_client = (listed.sender == columns.sender) & (listed.client_key == columns.client_key)
        query = (
            select(columns.client_id, columns.client_key, columns.municipality)
            .where(columns.client_key.in_(client_keys), columns.state == PersonState.TRANSFERRED)
            .where(seen_in(columns.municipality, seen), ~exists().where(of_client))
            .order_by(columns.sender, columns.client_key)
        )
        return [NumberedClient(*row) for row in self._connection.execute(query)] if client_keys else []

    def _errors(self, people: Iterable[HeldBackPerson]) -> Errors:
        """What is wrong with the rows, by delivery and client; each once, for several rows often lack the same."""
        keys: dict[str, list[str]] = {}
        for one in people:
            if one.first_row is not None:
                keys.setdefault(one.delivery_id, []).append(one.client_key)
        columns, found = delivered_row.c, Errors()
        for delivery_id, client_keys in keys.items():
            held = (columns.delivery_id == delivery_id) & (columns.state == RowState.HELD_BACK)
            query = select(columns.client_key, columns.errors).where(held, columns.client_key.in_(client_keys))
            for client_key, text in self._connection.execute(query.order_by(columns.number)):
                known = found.setdefault((delivery_id, client_key), [])
                known.extend(error for error in errors_of(text) if error not in known)
        return found


def _conditions(seen: Seen, wanted: HeldBackFilter) -> list[ColumnElement[bool]]:
    columns = held_back_person.c
    conditions = [seen_in(columns.municipality, seen)]
    if wanted.municipality is not None:
        conditions.append(columns.municipality == wanted.municipality)
    if wanted.delivery_id is not None:
        conditions.append(columns.delivery_id == wanted.delivery_id)
    if wanted.known is not None:
        conditions.append(columns.client_id != "" if wanted.known else columns.client_id == "")
    if wanted.sought is not None:
        conditions.append(_found_by(wanted.sought))
    return conditions


def _found_by(sought: Sought) -> ColumnElement[bool]:
    """By birth date; else by name, or by a whole client or decision number. Never by BSN."""
    columns = held_back_person.c
    if sought.birth_date is not None:
        return columns.birth_date == sought.birth_date.isoformat()
    by_name = columns.search_name.contains(sought.name, autoescape=True)
    if sought.initials:
        by_name &= columns.search_initials.startswith(sought.initials, autoescape=True)
    by_number = or_(
        func.lower(columns.client_number) == sought.typed.lower(),
        columns.decisions.contains(f"\n{sought.typed}\n", autoescape=True),
    )
    return or_(by_name, by_number)
