"""Which letters of a mailing are looked at: counted and found by the database, which has indexes for it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, case, func, literal, or_, select, true

from services.notifications.adapters.letters.rows import days_of
from services.notifications.adapters.letters.tables import (
    READY,
    TOWN_OF_READY,
    ends_before,
    letter,
    representative,
    told_late,
    told_of_ends,
)
from services.notifications.domain.letters.kinds import QUESTIONS
from services.notifications.domain.mailing.looked import A_DAY, Address, Look, Tally, Telling
from services.notifications.domain.mailing.mailing import BETWEEN, Gathered, mark_of

FIELDS = {"id": "letter_id", **{name: name for name in Gathered.__slots__ if name != "letter_id"}}
"""The columns of a Gathered, with the names of its fields."""
GATHERED = [letter.c[name] for name in FIELDS]

ASKS_ON = case(
    (letter.c.meets_on <= func.coalesce(letter.c.answer_by, letter.c.meets_on), letter.c.meets_on),
    else_=letter.c.answer_by,
)
"""The first day on which, or until which, a letter asks something."""
ORDERS: Mapping[str, tuple[ColumnElement[Any], ...]] = {
    "name": (letter.c.search_name, letter.c.id),
    "kind": (letter.c.kind, letter.c.search_name, letter.c.id),
    "asked": (ASKS_ON, letter.c.id),
    "date": (letter.c.letter_date, letter.c.id),
    "length": (letter.c.length.desc(), letter.c.id),
}


class MailingLetters:
    """`mailing_id`: None for those that are in no mailing yet."""

    def __init__(self, connection: Connection, municipality: str, mailing_id: str | None) -> None:
        self._connection, self._municipality, self._mailing_id = connection, municipality, mailing_id or ""

    def seen(self) -> str:
        by_kind = select(letter.c.id).where(self._here()).order_by(*ORDERS["kind"]).subquery()
        ids = select(func.aggregate_strings(by_kind.c.id, BETWEEN))
        return mark_of(self._connection.execute(ids).scalar_one() or "")

    def tally(self, looks: Sequence[Look]) -> Tally:
        kind, length = letter.c.kind, letter.c.length
        query = select(kind, length, func.count(), *(func.count().filter(_holds(look)) for look in looks))
        rows = self._connection.execute(query.where(self._here()).group_by(kind, length)).all()
        lengths: dict[str, dict[int, int]] = {}
        for row in rows:
            lengths.setdefault(row[0], {})[row[1]] = row[2]
        numbers = tuple(sum(row[3 + place] for row in rows) for place in range(len(looks)))
        return Tally({of_kind: lengths[of_kind] for of_kind in sorted(lengths)}, numbers)

    def number(self, look: Look) -> int:
        query = select(func.count()).select_from(letter).where(self._here(), _holds(look))
        return self._connection.execute(query).scalar_one()

    def letters(self, look: Look, most: int | None = None, skip: int = 0) -> Sequence[Gathered]:
        here = self._here() if look.letter_ids is None else self._of_these()
        in_order = select(*GATHERED).where(here, _holds(look)).order_by(*ORDERS[look.order])
        return self._read(in_order.offset(skip).limit(most))

    def crowded(self, more_than: int, most: int) -> Sequence[tuple[Address, int]]:
        postcode, house, number = letter.c.postcode, letter.c.house_number, func.count()
        there = select(postcode, house, number).where(self._here(), postcode != "", house != 0)
        full = there.group_by(postcode, house).having(number > more_than)
        rows = self._connection.execute(full.order_by(number.desc(), postcode.desc(), house.desc()).limit(most))
        return [((row[0], row[1]), row[2]) for row in rows]

    def telling(self, before: date) -> Sequence[Telling]:
        """What people were told is read along with their letters: of each of them a query apart takes longer."""
        left = letter.alias("left_before")
        told = func.aggregate_strings(left.c.ends, " ")
        of_client = select(told).where(left.c.client_id == letter.c.client_id, told_of_ends(left)).scalar_subquery()
        answered = select(told_late.c.letter_id).where(told_late.c.letter_id == letter.c.id).exists()
        near = and_(ends_before(before), ~answered)
        each = select(letter.c.id, letter.c.ends, of_client.label("told")).where(self._here(), near).subquery()
        alike = select(each.c.ends, each.c.told, func.aggregate_strings(each.c.id, BETWEEN))
        rows = self._connection.execute(alike.group_by(each.c.ends, each.c.told))
        return [
            Telling(days_of(ends), frozenset(days_of(kept or "")), tuple(ids.split(BETWEEN)))
            for ends, kept, ids in rows
        ]

    def represented(self) -> Sequence[Gathered]:
        of_them = letter.c.client_id.in_(select(representative.c.client_id))
        return self._read(select(*GATHERED).where(self._of_these(), of_them))

    def _here(self) -> ColumnElement[bool]:
        columns = letter.c
        return and_(columns.mailing_id == self._mailing_id, columns.municipality == self._municipality, READY)

    def _of_these(self) -> ColumnElement[bool]:
        """For few letters, or letters to few people, that are found first: the index of mailings must not lead, or all
        letters of this one are read."""
        in_mailing = func.coalesce(letter.c.mailing_id, "") == self._mailing_id
        return and_(in_mailing, literal(self._municipality) == TOWN_OF_READY, READY)

    def _read(self, query: Select[Any]) -> Sequence[Gathered]:
        return [_gathered(row) for row in self._connection.execute(query).mappings()]


def _day_for(day: date) -> ColumnElement[date]:
    """For a question the day after it."""
    return case((letter.c.kind.in_(sorted(QUESTIONS)), day + A_DAY), else_=day)


def _holds(look: Look) -> ColumnElement[bool]:
    """As `Look.holds` says."""
    columns, found = letter.c, list[ColumnElement[bool]]()
    if look.letter_ids is not None:
        found.append(columns.id.in_(look.letter_ids))
    if look.kind is not None:
        found.append(columns.kind == look.kind)
    if look.asks_from is not None:
        found.append(_day_for(look.asks_from) <= ASKS_ON)
    if look.asks_before is not None:
        found.append(_day_for(look.asks_before) > ASKS_ON)
    if look.dated_before is not None:
        found.append(columns.letter_date < look.dated_before)
    if look.longer_than is not None:
        found.append(columns.length > look.longer_than)
    if look.at is not None:
        found.append((columns.postcode == look.at[0]) & (columns.house_number == look.at[1]))
    if look.nowhere:
        found.append(or_(columns.postcode == "", columns.house_number == 0))
    return and_(true(), *found)


def _gathered(row: RowMapping) -> Gathered:
    values = {field: row[name] for name, field in FIELDS.items()}
    return Gathered(**{**values, "ends": days_of(row["ends"])})
