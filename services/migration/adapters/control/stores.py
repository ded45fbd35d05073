"""What people and days did for clients, and what is known of where they are: own decisions, ends, answers."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import asdict
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Table,
    and_,
    bindparam,
    delete,
    func,
    or_,
    select,
    update,
)

from services.migration.adapters.control.rows import (
    DAYS_LATE,
    IN_TIME,
    LATE,
    hand_over_of,
    hand_over_row,
    kept_promise_of,
    kept_promise_row,
    kept_totals,
    looked_at_of,
    looked_at_row,
    taken_of,
    taken_row,
)
from services.migration.adapters.control.standings import Key, add_to_totals
from services.migration.adapters.control.tables import (
    hand_over,
    kept_promise,
    kept_total,
    looked_at,
    open_answer,
    owner,
    told_end,
    told_late,
)
from services.migration.adapters.rights.tables import client, function_right
from services.migration.domain.control.answers import AnsweredBy, AnswerTakenUp, OpenAnswer
from services.migration.domain.control.ends import EndOfRights, EndReason, why_ended
from services.migration.domain.control.handled import Handled, HandOver, LookedAt, Taken
from services.migration.domain.control.kept_promises import KeptCount, KeptPromise
from services.migration.domain.control.late_tellings import ToldLate
from services.migration.domain.control.steps import PROMISED, Task
from services.migration.domain.rights.facts import Domain, EndedBy
from shared.storing import delete_rows, insert_new_rows, insert_rows, present, rows_with


class HandledTable:
    """What people recorded beside the route, in three tables."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, client_ids: Iterable[str]) -> Mapping[str, Handled]:
        ids = sorted(client_ids)
        hand_overs = self._by_client(hand_over, ids)
        looked = self._by_client(looked_at, ids)
        taken = self._by_client(owner, ids)
        return {
            each: Handled(
                {one.receiver: one for one in map(hand_over_of, hand_overs.get(each, ()))},
                {one.work_list: one for one in map(looked_at_of, looked.get(each, ()))},
                {one.team: one for one in map(taken_of, taken.get(each, ()))},
            )
            for each in {*hand_overs, *looked, *taken}
        }

    def save_hand_over(self, one: HandOver) -> None:
        self._replace(hand_over, [hand_over_row(one)], "client_id", "receiver")

    def save_looked_at(self, one: LookedAt) -> None:
        self._replace(looked_at, [looked_at_row(one)], "client_id", "work_list")

    def take(self, taken: Sequence[Taken]) -> None:
        self._replace(owner, [taken_row(one) for one in taken], "client_id", "team")

    def taken_by(self, user_id: str, municipalities: frozenset[str]) -> Sequence[Taken]:
        own = and_(owner.c.user_id == user_id, owner.c.municipality.in_(sorted(municipalities)))
        rows = self._connection.execute(select(owner).where(own).order_by(owner.c.client_id, owner.c.team))
        return [taken_of(row) for row in rows.mappings()]

    def _by_client(self, table: Table, ids: Sequence[str]) -> Mapping[str, list[RowMapping]]:
        found: dict[str, list[RowMapping]] = {}
        for row in rows_with(self._connection, table.c.client_id, ids):
            found.setdefault(row["client_id"], []).append(row)
        return found

    def _replace(self, table: Table, rows: Sequence[Mapping[str, Any]], *key: str) -> None:
        if not rows:
            return
        same = [table.c[name] == bindparam(f"of_{name}") for name in key]
        self._connection.execute(
            delete(table).where(*same), [{f"of_{name}": row[name] for name in key} for row in rows]
        )
        insert_rows(self._connection, table, rows)


AGAINST_US = tuple(each.value for each in (Domain.WMO, Domain.PROTECTED_LIVING, Domain.JEUGDWET))
AT_ONCE = tuple(each.value for each in (EndReason.OFFER_ACCEPTED, EndReason.DIED))
"""Ends that a step of the route brought: nothing of the right is left to tell."""
ENDED = 0
END = (
    function_right.c.client_id,
    function_right.c.function_id,
    function_right.c.right_until,
    function_right.c.ended_by,
    client.c.municipality,
    client.c.revision,
)


class EndTable:
    """Found along the index of last days."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def municipalities(self) -> Sequence[str]:
        return sorted(self._connection.execute(select(client.c.municipality).distinct()).scalars())

    def ending(
        self, municipalities: frozenset[str], days: tuple[date, date], weeks: int, at_most: int
    ) -> Sequence[EndOfRights]:
        lives = function_right.c.ended_by != EndedBy.DIED.value
        there = and_(function_right.c.right_until.between(*days), lives)
        return self._ends(municipalities, there, weeks, at_most)

    def ended(self, municipalities: frozenset[str], today: date, at_most: int) -> Sequence[EndOfRights]:
        return self._ends(municipalities, function_right.c.right_until <= today, ENDED, at_most)

    def told_of(self, client_id: str, last_day: date, why: EndReason) -> Set[str]:
        column = told_end.c
        at_once = [EndReason.DIED.value] if why is EndReason.DIED else AT_ONCE
        that_day = or_(column.last_day == last_day, column.why.in_(at_once))
        query = select(column.function_id).where(column.client_id == client_id, column.weeks == ENDED, that_day)
        return set(self._connection.execute(query).scalars())

    def forget(self, client_id: str, why: EndReason) -> None:
        told = (told_end.c.client_id == client_id, told_end.c.why == why.value)
        self._connection.execute(delete(told_end).where(*told))

    def save(self, told: Sequence[tuple[EndOfRights, int]], today: date) -> None:
        rows = [
            {
                "client_id": one.client_id,
                "function_id": function,
                "last_day": one.last_day,
                "weeks": weeks,
                "told_on": today,
                "why": one.why.value,
            }
            for one, weeks in told
            for function in one.functions
        ]
        insert_rows(self._connection, told_end, rows)

    def _ends(
        self, municipalities: frozenset[str], fits: ColumnElement[bool], weeks: int, at_most: int
    ) -> list[EndOfRights]:
        known = function_right.c.right_until >= client.c.known_since
        # The index of last days is the narrow one; that of municipalities would be as wide as the region.
        town = func.coalesce(client.c.municipality, "").in_(sorted(municipalities))
        here = and_(town, function_right.c.domain.in_(AGAINST_US), known, fits)
        query = select(*END).join(client, client.c.client_id == function_right.c.client_id)
        untold = query.where(here, ~_told(weeks))
        in_order = untold.order_by(function_right.c.right_until, function_right.c.client_id, function_right.c.position)
        rows = self._connection.execute(in_order.limit(at_most + 1)).mappings().all()
        ends = [_end(list(own)) for _, own in groupby(rows, lambda row: (row["client_id"], row["right_until"]))]
        # The rights of the last client may go on behind the limit; they come with the next batch.
        return ends if len(rows) <= at_most or len(ends) == 1 else ends[:-1]


def _told(weeks: int) -> ColumnElement[bool]:
    of_right = and_(
        told_end.c.client_id == function_right.c.client_id, told_end.c.function_id == function_right.c.function_id
    )
    this_end = and_(told_end.c.weeks == weeks, told_end.c.last_day == function_right.c.right_until)
    at_once = and_(told_end.c.weeks == ENDED, told_end.c.why.in_(AT_ONCE))
    return select(told_end.c.client_id).where(of_right, or_(this_end, at_once)).exists()


def _end(rows: Sequence[RowMapping]) -> EndOfRights:
    first = rows[0]
    return EndOfRights(
        client_id=first["client_id"],
        municipality=first["municipality"],
        revision=first["revision"],
        last_day=first["right_until"],
        why=why_ended(EndedBy(first["ended_by"]) if first["ended_by"] else None),
        functions=[row["function_id"] for row in rows],
    )


class LateTellingTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, told: Sequence[ToldLate]) -> None:
        insert_new_rows(self._connection, told_late, [asdict(one) for one in told])

    def of(self, client_id: str) -> Sequence[ToldLate]:
        column = told_late.c
        return [
            ToldLate(**row)
            for row in rows_with(self._connection, column.client_id, [client_id], column.sent_on, column.letter_id)
        ]

    def count(self, municipalities: frozenset[str] | None) -> int:
        query = select(func.count()).select_from(told_late)
        if municipalities is not None:
            query = query.where(told_late.c.municipality.in_(sorted(municipalities)))
        return int(self._connection.execute(query).scalar_one())


class KeptPromiseTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, kept: Sequence[KeptPromise]) -> None:
        known = self._with(kept_promise.c.cause_id, [one.cause_id for one in kept])
        there = {(one.cause_id, one.task) for one in known}
        new = [one for one in kept if (one.cause_id, one.task) not in there]
        insert_rows(self._connection, kept_promise, [kept_promise_row(one) for one in new])
        self._count(new, 1)

    def take_back(self, cause_ids: Sequence[str]) -> None:
        self._drop(kept_promise.c.cause_id, cause_ids)

    def drop(self, client_ids: Sequence[str]) -> None:
        self._drop(kept_promise.c.client_id, client_ids)

    def of(self, client_id: str) -> Sequence[KeptPromise]:
        column = kept_promise.c
        in_order = (column.kept_on, column.cause_id, column.task)
        return [kept_promise_of(row) for row in rows_with(self._connection, column.client_id, [client_id], *in_order)]

    def count(self, municipalities: frozenset[str] | None) -> Mapping[Task, KeptCount]:
        query = select(kept_total.c.series, func.sum(kept_total.c.number)).group_by(kept_total.c.series)
        found = {series: int(number) for series, number in self._connection.execute(_of_these(query, municipalities))}
        return {
            task: KeptCount(*(found.get(f"{series}{task.value}", 0) for series in (IN_TIME, LATE, DAYS_LATE)))
            for task in Task
            if task in PROMISED
        }

    def late(self, municipalities: frozenset[str], task: Task | None, *, skip: int, take: int) -> Sequence[KeptPromise]:
        column = kept_promise.c
        query = select(kept_promise).where(column.municipality.in_(sorted(municipalities)), column.days_late > 0)
        if task is not None:
            query = query.where(column.task == task.value)
        in_order = query.order_by(column.days_late.desc(), column.due, column.cause_id, column.task)
        rows = self._connection.execute(in_order.offset(skip).limit(take)).mappings()
        return [kept_promise_of(row) for row in rows]

    def _with(self, column: ColumnElement[Any], ids: Sequence[str]) -> Sequence[KeptPromise]:
        return [kept_promise_of(row) for row in rows_with(self._connection, column, ids)]

    def _drop(self, column: ColumnElement[Any], ids: Sequence[str]) -> None:
        self._count(self._with(column, ids), -1)
        delete_rows(self._connection, column, ids)

    def _count(self, kept: Sequence[KeptPromise], sign: int) -> None:
        totals: Counter[Key] = Counter()
        for one in kept:
            totals.update({key: sign * number for key, number in kept_totals(one).items()})
        add_to_totals(self._connection, kept_total, totals)


def _of_these(query: Any, municipalities: frozenset[str] | None) -> Any:
    return query if municipalities is None else query.where(kept_total.c.municipality.in_(sorted(municipalities)))


class OpenAnswerTable:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, client_ids: Iterable[str]) -> Mapping[str, Sequence[OpenAnswer]]:
        column = open_answer.c
        found: dict[str, list[OpenAnswer]] = {}
        for row in rows_with(self._connection, column.client_id, client_ids, column.due_on, column.answer_id):
            found.setdefault(row["client_id"], []).append(_open_answer(row))
        return found

    def add(self, answer: OpenAnswer) -> None:
        if not present(self._connection, open_answer.c.answer_id, [answer.answer_id]):
            insert_rows(self._connection, open_answer, [{**asdict(answer), "by": answer.by.value}])

    def take_up(self, taken: AnswerTakenUp) -> None:
        not_later = update(open_answer).where(
            open_answer.c.answer_id == taken.answer_id, open_answer.c.turn <= taken.turn
        )
        new = not_later.values(owner_id=taken.owner_id, owner=taken.owner, turn=taken.turn)
        self._connection.execute(new)

    def get(self, answer_id: str) -> OpenAnswer | None:
        rows = rows_with(self._connection, open_answer.c.answer_id, [answer_id])
        return next((_open_answer(row) for row in rows), None)

    def finish(self, answer_id: str) -> None:
        self._connection.execute(delete(open_answer).where(open_answer.c.answer_id == answer_id))

    def owned_by(self, user_id: str, municipalities: frozenset[str]) -> Sequence[OpenAnswer]:
        own = and_(open_answer.c.owner_id == user_id, open_answer.c.municipality.in_(sorted(municipalities)))
        in_order = select(open_answer).where(own).order_by(open_answer.c.due_on, open_answer.c.answer_id)
        return [_open_answer(row) for row in self._connection.execute(in_order).mappings()]


def _open_answer(row: RowMapping) -> OpenAnswer:
    return OpenAnswer(**{**row, "by": AnsweredBy(row["by"])})
