"""The answers for screens, API and commands, straight from the tables."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Case, ColumnElement, Connection, RowMapping, Select, and_, case, func, select

from services.migration.adapters.planning.stores import PLAN_HOLDS, plan_of
from services.migration.adapters.planning.tables import delivery, plan
from services.migration.adapters.rights.rows import delivered_of, full_name, right_of
from services.migration.adapters.rights.tables import client, function_right
from services.migration.application.control.views import (
    PAGE_SIZE,
    ClientFile,
    ClientLine,
    ClientPage,
    Counts,
    Filter,
    FunctionFile,
    UnknownClient,
    Week,
    Year,
)
from services.migration.domain.rights.states import PersonState
from shared.calendar.days import monday_of
from shared.names import folded

Municipalities = frozenset[str] | None


class TableQueries:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def counts(self, municipalities: Municipalities, today: date) -> Counts:
        state = _state_on(today).label("state_today")
        by_state = _of(select().add_columns(state, func.count()), municipalities).group_by(state)
        found: dict[str, int] = dict(self._connection.execute(by_state).all())
        to_reassess = _of(select(func.count()).where(client.c.reassess_until.is_not(None)), municipalities)
        due = plan.c.decision_due < today
        flags = (plan.c.over_capacity, plan.c.late, due, and_(due, _state_on(today) == PersonState.TO_REASSESS.value))
        sums = [func.coalesce(func.sum(case((flag, 1), else_=0)), 0) for flag in flags]
        planned, over, late, overdue, overdue_running = self._connection.execute(
            _of(select(func.count(), *sums).select_from(client).join(plan, PLAN_HOLDS), municipalities)
        ).one()
        return Counts(
            states={state: found.get(state.value, 0) for state in PersonState},
            planned=planned,
            unplanned=self._connection.execute(to_reassess).scalar_one() - planned,
            over_capacity=over,
            late=late,
            overdue=overdue,
            overdue_running=overdue_running,
        )

    def year(self, municipalities: frozenset[str], today: date) -> Year:
        ending = self._per_week(_of(select(client.c.reassess_until, func.count()), municipalities))
        other = select(client.c.first_end, func.count()).where(client.c.reassess_until.is_(None))
        others = self._per_week(_of(other, municipalities))
        due = self._per_week(_of(select(plan.c.decision_due, func.count()).join(plan, PLAN_HOLDS), municipalities))
        last = max((*ending, *due), default=date.min)
        within = sorted(monday for monday in {*ending, *due, *others} if monday <= last)
        weeks = [Week(monday, ending[monday], due[monday], others[monday]) for monday in within]
        later = others.total() - sum(week.others for week in weeks)
        return Year(self.counts(municipalities, today), weeks, later, self._refusals(municipalities))

    def _per_week(self, per_day: Select[Any]) -> Counter[date]:
        day = per_day.selected_columns[0]
        weeks: Counter[date] = Counter()
        for on, count in self._connection.execute(per_day.where(day.is_not(None)).group_by(day)):
            weeks[monday_of(on)] += count
        return weeks

    def _refusals(self, municipalities: frozenset[str]) -> list[str]:
        refused = select(delivery.c.refusal).where(delivery.c.refusal != "", delivery.c.planned.is_(False))
        reasons = self._connection.execute(refused.where(delivery.c.municipality.in_(municipalities))).scalars()
        return sorted(set(reasons))

    def clients(self, municipalities: frozenset[str], wanted: Filter, today: date) -> ClientPage:
        counted = select(func.count(client.c.client_id)).outerjoin(plan, PLAN_HOLDS)
        total = self._connection.execute(_filtered(counted, municipalities, wanted, today)).scalar_one()
        query = select(client, plan.c.week).outerjoin(plan, PLAN_HOLDS)
        in_order = (client.c.search_name, client.c.initials, client.c.client_id)
        page = _filtered(query, municipalities, wanted, today).order_by(*in_order)
        rows = self._connection.execute(page.limit(PAGE_SIZE).offset((wanted.page - 1) * PAGE_SIZE)).mappings()
        return ClientPage([_line(row, today) for row in rows], total, wanted.page)

    def client(self, client_id: str, today: date) -> ClientFile:
        of_client = function_right.c.client_id == client_id
        rights = select(function_right).where(of_client).order_by(function_right.c.position)
        planned = select(plan).join(client, PLAN_HOLDS).where(client.c.client_id == client_id)
        row = self._connection.execute(select(client).where(client.c.client_id == client_id)).mappings().first()
        if row is None:
            raise UnknownClient(client_id)
        functions = self._connection.execute(rights).mappings()
        return _file(row, functions, self._connection.execute(planned).mappings().first(), today)


def _of(query: Select[Any], municipalities: Municipalities) -> Select[Any]:
    return query if municipalities is None else query.where(client.c.municipality.in_(municipalities))


def _state_on(today: date) -> Case[str]:
    """The state of a person as it is today: after the last day of the state that was determined, the one after it."""
    return case((client.c.state_until < today, client.c.state_after), else_=client.c.state)


def _state_of(row: RowMapping, today: date) -> PersonState:
    past = row["state_until"] is not None and row["state_until"] < today
    return PersonState(row["state_after"] if past else row["state"])


def _filtered(query: Select[Any], municipalities: frozenset[str], wanted: Filter, today: date) -> Select[Any]:
    """`query` has the plans joined to it."""
    query = _of(query, municipalities)
    if wanted.state is not None:
        query = query.where(_state_on(today) == wanted.state.value)
    if wanted.month is not None:
        query = query.where(client.c.first_end >= wanted.month, client.c.first_end < _next_month(wanted.month))
    if wanted.overdue:
        query = query.where(plan.c.decision_due < today)
    return query.where(_called(wanted.name)) if wanted.name and folded(wanted.name) else query


def _called(name: str) -> ColumnElement[bool]:
    """A name holds no figures and the number of a decision does; a function's id is that number, `-` and its code."""
    if not any(letter.isdigit() for letter in name):
        return client.c.search_name.contains(folded(name), autoescape=True)
    decided = function_right.c.function_id.startswith(f"{name}-", autoescape=True)
    return client.c.client_id.in_(select(function_right.c.client_id).where(decided))


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _line(row: RowMapping, today: date) -> ClientLine:
    return ClientLine(
        client_id=row["client_id"],
        name=full_name(row),
        birth_date=row["birth_date"],
        municipality=row["municipality"],
        state=_state_of(row, today),
        first_end=row["first_end"],
        week=row["week"],
    )


def _file(row: RowMapping, functions: Iterable[RowMapping], booked: RowMapping | None, today: date) -> ClientFile:
    return ClientFile(
        client_id=row["client_id"],
        name=full_name(row),
        birth_date=row["birth_date"],
        died_on=row["died_on"],
        municipality=row["municipality"],
        delivery_id=row["delivery_id"],
        delivered_on=row["delivered_on"],
        determined_on=row["determined_on"],
        revision=row["revision"],
        held_back_rows=row["held_back_rows"],
        state=_state_of(row, today),
        reassess_until=row["reassess_until"],
        functions=[FunctionFile(delivered_of(one), right_of(one)) for one in functions],
        plan=plan_of(booked) if booked is not None else None,
    )
