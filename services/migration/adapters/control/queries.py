"""The answers for screens, API and commands, straight from the tables; `conditions.py` finds the clients of a list."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, and_, case, func, or_, select

from services.migration.adapters.control.conditions import (
    AFTER_ALL,
    BECAME,
    BROKEN,
    LATE,
    LIST,
    OWNER,
    STATE,
    STEP,
    WINDOW,
    Municipalities,
    Sizes,
    along,
    conditions_of,
    has_order,
    is_called,
    order_of,
    owned_by,
    searched,
    state_on,
    way_of,
    within,
)
from services.migration.adapters.control.rows import (
    CLIENT,
    CONVERSATION,
    DUE,
    DUE_LATER,
    ENDING,
    EVERYBODY,
    MONTH,
    NEXT,
    OTHER,
    USER,
    became_series,
    day_or_none,
    done_series,
    next_in,
    next_series,
    promised_series,
)
from services.migration.adapters.control.rows import standing_of as standing_in
from services.migration.adapters.control.tables import NEVER, day_total, delivered, list_total, search_word, standing
from services.migration.adapters.deadlines.queries import CHANGES_IN_ORDER
from services.migration.adapters.deadlines.rows import change_of
from services.migration.adapters.deadlines.tables import deadline_change
from services.migration.adapters.planning.stores import PLAN_HOLDS, plan_of
from services.migration.adapters.planning.tables import delivery, plan
from services.migration.adapters.rights.rows import delivered_of, full_name, right_of
from services.migration.adapters.rights.tables import client, function_right
from services.migration.application.control.boards import (
    Counts,
    Figures,
    NeverTransferred,
    OwnerLine,
    StepCount,
    StepCounts,
)
from services.migration.application.control.views import (
    COUNTED_MAX,
    NOBODY,
    PAGES_MAX,
    SEARCHED_MAX,
    ClientFile,
    ClientLine,
    ClientPage,
    Closed,
    Filter,
    FunctionFile,
    Moment,
    Window,
)
from services.migration.application.route.views import UnknownClient
from services.migration.domain.control.became import Became
from services.migration.domain.control.deliveries import DeliveredPersons, NotTransferred, not_transferred
from services.migration.domain.control.lists import WorkList
from services.migration.domain.control.searching import Search
from services.migration.domain.control.steps import PROMISED, FinishedReason, Task
from services.migration.domain.deadlines.changes import Change
from services.migration.domain.rights.states import PersonState
from shared.calendar.days import monday_of
from shared.storing import hidden

NO_DAY = (NEVER, NEVER)
SERIES = {Moment.CONVERSATION: (CONVERSATION,), Moment.LAST_DAY: (ENDING, OTHER), Moment.DUE: (DUE, DUE_LATER)}


class TableQueries:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def counts(self, municipalities: Municipalities, today: date) -> Counts:
        state = state_on(today, list_total).label("state_today")
        everybody = select(state, func.sum(list_total.c.number)).where(list_total.c.work_list == EVERYBODY)
        states = _pairs(self._connection.execute(within(everybody, list_total, municipalities).group_by(state)))
        kept = select(day_total.c.series, func.sum(day_total.c.number)).where(day_total.c.day == NEVER)
        lists = _pairs(
            self._connection.execute(within(kept, day_total, municipalities).group_by(day_total.c.series)).all()
        )
        due = self._per_day(DUE, municipalities)
        late_reports = self._within_days([DUE_LATER], (date.min, today - timedelta(days=1)), municipalities)
        lists[WorkList.OVERDUE.value] = sum(number for day, number in due.items() if day < today) + late_reports
        return Counts(
            states={each: states.get(each.value, 0) for each in PersonState},
            lists={each: lists.get(each.value, 0) for each in WorkList},
            to_reassess=due.total(),
            late_reports=late_reports,
        )

    def figures(self, municipalities: frozenset[str], today: date) -> Figures:
        decisions: Counter[date] = Counter()
        for series in SERIES[Moment.DUE]:
            for day, number in self._per_day(series, municipalities).items():
                decisions[monday_of(day)] += number
        reassess = select(day_total.c.municipality, func.sum(day_total.c.number)).where(day_total.c.series == DUE)
        per_municipality = within(reassess, day_total, municipalities).group_by(day_total.c.municipality)
        return Figures(
            counts=self.counts(municipalities, today),
            reassess=_pairs(self._connection.execute(per_municipality)),
            conversations=self._per_day(CONVERSATION, municipalities),
            ending=self._per_day(ENDING, municipalities),
            decisions=decisions,
            others=self._per_day(OTHER, municipalities),
            not_transferred=self._not_transferred(municipalities),
            refusals=self._refusals(municipalities),
        )

    def _per_day(self, series: str, municipalities: Municipalities) -> Counter[date]:
        query = select(day_total.c.day, func.sum(day_total.c.number)).where(day_total.c.series == series)
        rows = self._connection.execute(within(query, day_total, municipalities).group_by(day_total.c.day))
        return Counter(_pairs(rows))

    def _not_transferred(self, municipalities: Municipalities) -> list[NotTransferred]:
        """Of deliveries whose clients are not waited for any longer."""
        settled = and_(
            delivery.c.delivery_id == delivered.c.delivery_id, or_(delivery.c.planned, delivery.c.refusal != "")
        )
        query = within(select(delivered).join(delivery, settled), delivered, municipalities)
        return not_transferred(DeliveredPersons(**row) for row in self._connection.execute(query).mappings())

    def _refusals(self, municipalities: frozenset[str]) -> list[str]:
        refused = select(delivery.c.refusal).where(delivery.c.refusal != "", delivery.c.planned.is_(False))
        return sorted(set(self._connection.execute(within(refused, delivery, municipalities)).scalars()))

    def clients(self, municipalities: frozenset[str], wanted: Filter, today: date) -> ClientPage:
        if wanted.search is not None:
            return self._found(municipalities, wanted, wanted.search, today)
        sizes = self._sizes(municipalities, wanted, today)
        way = way_of(sizes, wanted)
        total, more = sizes.fitting, False
        if total is None:
            total, more = self._counted(municipalities, wanted, today, way)
        page = min(wanted.page, PAGES_MAX)
        if (page - 1) * wanted.size >= total:
            return ClientPage([], total, wanted.page, more)
        ids = along(way, municipalities, wanted, today).order_by(*order_of(wanted, indexed=has_order(way, wanted)))
        rows = ids.limit(wanted.size).offset((page - 1) * wanted.size)
        return ClientPage(self._lines(self._connection.execute(rows).scalars(), wanted, today), total, page, more)

    def _lines(self, client_ids: Iterable[str], wanted: Filter, today: date) -> list[ClientLine]:
        both = select(standing, client.c.initials.label("written"), client.c.prefix, client.c.surname)
        of_page = both.join(client, client.c.client_id == standing.c.client_id)
        there = of_page.where(standing.c.client_id.in_(list(client_ids)))
        in_order = there.order_by(*order_of(wanted, indexed=False))
        return [_line(row, today) for row in self._connection.execute(in_order).mappings()]

    def _sizes(self, municipalities: frozenset[str], wanted: Filter, today: date) -> Sizes:
        """From the totals that are kept. What lies along an index that does not begin with the municipality is counted
        over all of them."""
        everybody, own = self._total(CLIENT, NEVER, municipalities)
        ways, fitting = {STATE: own}, own
        if wanted.work_list is WorkList.OVERDUE:
            ways[LATE], fitting = self._due_before(today, None), self._due_before(today, municipalities)
        elif wanted.work_list is not None:
            _, fitting = self._total(wanted.work_list.value, NEVER, municipalities)
            ways[LIST] = fitting
        if wanted.month is not None:
            ways[MONTH], fitting = self._total(MONTH, wanted.month, municipalities)
        if wanted.state is not None:
            fitting = ways[STATE] = self._faceted(municipalities, replace(wanted, work_list=None, month=None), today)
        if wanted.became is not None:
            ways[BECAME], _ = self._became(wanted, municipalities)
        if wanted.broken is not None:
            days = Window.OVERDUE.days(today)
            ways[BROKEN] = fitting = self._within_days([promised_series(wanted.broken)], days, municipalities)
        if wanted.is_only_what_became:
            return Sizes(everybody, ways, self._became(wanted, municipalities)[1])
        if wanted.became is not None or (wanted.broken is not None and not wanted.is_only_broken):
            if wanted.is_about_steps:
                self._step_ways(municipalities, wanted, today, ways)
            return Sizes(everybody, ways, None)
        for moment, monday in wanted.weeks.items():
            ways[moment.value] = self._in_week(None, moment, monday)
        if wanted.is_about_steps:
            own = self._step_ways(municipalities, wanted, today, ways)
            alone = not (wanted.owner or wanted.waiting is not None or wanted.is_narrowed)
            return Sizes(everybody, ways, own if alone else None)
        several = sum(each is not None for each in (wanted.work_list, wanted.state, wanted.month)) > 1
        if wanted.weeks or (several and wanted.work_list is WorkList.OVERDUE):
            return Sizes(everybody, ways, None)
        return Sizes(everybody, ways, self._faceted(municipalities, wanted, today) if several else fitting)

    def _became(self, wanted: Filter, municipalities: frozenset[str]) -> tuple[int, int]:
        """Of whom became so, over all municipalities, and in these; of whom there is something to do, with this step
        when one is asked for."""
        became = wanted.became.value if wanted.became is not None else ""
        tasks = list(Task) if wanted.became is Became.TO_DO else [None]
        everywhere = self._within_days([became_series(became, task) for task in tasks], NO_DAY, None)
        asked = [wanted.task] if wanted.task is not None else tasks
        own = [became_series(became, task) for task in asked]
        return everywhere, self._within_days(own, NO_DAY, municipalities)

    def _step_ways(self, municipalities: frozenset[str], wanted: Filter, today: date, ways: dict[str, int]) -> int:
        """Adds the ways along the indexes of steps, and says how many have this step or reason, due in this window."""
        if wanted.owner is not None:
            ways[OWNER] = self._owned(wanted.owner)
        if wanted.finished is not None:
            own, ways[STEP] = (self._finished(codes, wanted.finished) for codes in (municipalities, None))
            return own if wanted.window is None and wanted.task is None else 0
        series = next_series(wanted.task) if wanted.task is not None else NEXT
        days = (wanted.window or Window.ANY).days(today)
        own, everywhere = (self._within_days([series], days, codes) for codes in (municipalities, None))
        if wanted.task is not None:
            ways[STEP] = everywhere
        elif wanted.window is not None:
            ways[WINDOW] = everywhere
        return own

    def _finished(self, municipalities: Municipalities, reason: FinishedReason | Closed) -> int:
        everything = [done_series(each) for each in FinishedReason]
        if isinstance(reason, FinishedReason):
            return self._within_days([done_series(reason)], NO_DAY, municipalities)
        finished = self._within_days(everything, NO_DAY, municipalities)
        if reason is Closed.ANY:
            return finished
        people = self._within_days([CLIENT], NO_DAY, municipalities)
        return people - finished - self._within_days([NEXT], Window.ANY.days(NEVER), municipalities)

    def _within_days(self, series: Sequence[str], days: tuple[date, date], municipalities: Municipalities) -> int:
        column = day_total.c
        query = select(func.sum(column.number)).where(column.series.in_(series), column.day.between(*days))
        return int(self._connection.execute(within(query, day_total, municipalities)).scalar_one() or 0)

    def _owned(self, owner: str) -> int:
        named = and_(standing.c.owner == owned_by(owner), standing.c.next_due < NEVER)
        some = select(standing.c.client_id).where(named).limit(COUNTED_MAX + 1).subquery()
        return int(self._connection.execute(select(func.count()).select_from(some)).scalar_one())

    def moved_days(
        self, user_id: str, municipalities: frozenset[str], since: date, most: int
    ) -> tuple[Sequence[Change], int]:
        """Along the clients of this person, who are few, and then by the key of a change."""
        mine = and_(standing.c.owner == owned_by(user_id), standing.c.next_due < NEVER)
        lately = hidden(deadline_change.c.noticed_on) >= since
        here = hidden(deadline_change.c.municipality).in_(sorted(municipalities))
        found = select(deadline_change).join(standing, standing.c.client_id == deadline_change.c.client_id)
        moved = found.where(mine, lately, here)
        rows = self._connection.execute(moved.order_by(*CHANGES_IN_ORDER).limit(most)).mappings()
        total = self._connection.execute(select(func.count()).select_from(moved.subquery())).scalar_one()
        return [change_of(row) for row in rows], int(total)

    def step_counts(self, municipalities: Municipalities, today: date) -> StepCounts:
        column = day_total.c
        late = func.sum(case((column.day < today, column.number), else_=0))
        series = [
            *(CLIENT, *map(next_series, Task), *map(done_series, FinishedReason), *map(promised_series, PROMISED)),
            *(became_series(each.value) for each in Became),
            *(became_series(Became.TO_DO.value, task) for task in Task),
        ]
        query = select(column.series, func.sum(column.number), late).where(column.series.in_(series))
        rows = self._connection.execute(within(query, day_total, municipalities).group_by(column.series))
        found = {name: StepCount(int(number), int(overdue)) for name, number, overdue in rows}
        nothing = StepCount(0, 0)
        return StepCounts(
            clients=found.get(CLIENT, nothing).persons,
            steps={task: found.get(next_series(task), nothing) for task in Task},
            finished={reason: found.get(done_series(reason), nothing).persons for reason in FinishedReason},
            windows={each: self._within_days([NEXT], each.days(today), municipalities) for each in Window},
            without_owner=self._without_owner(municipalities, NEVER),
            overdue_without_owner=self._without_owner(municipalities, today),
            never_transferred=self._never_transferred(municipalities),
            became={
                each: found.get(became_series(each.value), nothing).persons
                for each in Became
                if each is not Became.TO_DO
            },
            to_do={task: found.get(became_series(Became.TO_DO.value, task), nothing).persons for task in Task},
            promised={task: found.get(promised_series(task), nothing).persons for task in Task if task in PROMISED},
            broken={task: found.get(promised_series(task), nothing).overdue for task in Task if task in PROMISED},
            after_plan=self._due_before(today, municipalities),
        )

    def _without_owner(self, municipalities: Municipalities, before: date) -> int:
        nobody = and_(standing.c.owner == owned_by(NOBODY), standing.c.next_due < before)
        query = _of_towns(select(func.count()).select_from(standing).where(nobody), municipalities)
        return int(self._connection.execute(query).scalar_one())

    def _never_transferred(self, municipalities: Municipalities) -> list[NeverTransferred]:
        """`since`: the last delivery of the municipality itself, or of any when there is none."""
        checked = delivery.c.checked_on
        own = func.max(case((delivery.c.municipality == delivered.c.municipality, checked)))
        since = select(delivered.c.municipality, func.coalesce(own, func.max(checked)).label("since")).join(
            delivery, delivery.c.delivery_id == delivered.c.delivery_id
        )
        rows = self._connection.execute(within(since, delivered, municipalities).group_by(delivered.c.municipality))
        days = {row.municipality: row.since for row in rows}
        found = self._not_transferred(municipalities)
        return [NeverTransferred(one.municipality, one.persons, days[one.municipality]) for one in found]

    def owners(self, municipalities: frozenset[str], today: date) -> list[OwnerLine]:
        column = standing.c
        late = func.sum(case((column.next_due < today, 1), else_=0))
        people = and_(column.owner > USER, column.owner < USER + AFTER_ALL)
        query = select(column.owner, func.max(column.owner_name), func.count(), late).where(people)
        rows = self._connection.execute(_of_towns(query, municipalities).group_by(column.owner)).all()
        found = [
            OwnerLine(owner.removeprefix(USER), name, int(all_), int(overdue)) for owner, name, all_, overdue in rows
        ]
        return sorted(found, key=lambda one: (one.name, one.user_id))

    def _total(self, series: str, day: date, municipalities: frozenset[str]) -> tuple[int, int]:
        """Of all municipalities, and of these."""
        column = day_total.c
        own = case((column.municipality.in_(sorted(municipalities)), column.number), else_=0)
        query = select(func.sum(column.number), func.sum(own)).where(column.series == series, column.day == day)
        everybody, these = self._connection.execute(query).one()
        return int(everybody or 0), int(these or 0)

    def _faceted(self, municipalities: frozenset[str], wanted: Filter, today: date) -> int:
        """How many are on a list (not OVERDUE), in a state and a month together."""
        column = list_total.c
        query = select(func.sum(column.number)).where(
            column.work_list == (wanted.work_list.value if wanted.work_list else EVERYBODY)
        )
        if wanted.state is not None:
            query = query.where(state_on(today, list_total) == wanted.state.value)
        if wanted.month is not None:
            query = query.where(column.month == wanted.month)
        return int(self._connection.execute(within(query, list_total, municipalities)).scalar_one() or 0)

    def _due_before(self, today: date, municipalities: Municipalities) -> int:
        return self._within_days(SERIES[Moment.DUE], (date.min, today - timedelta(days=1)), municipalities)

    def _in_week(self, municipalities: Municipalities, moment: Moment, monday: date) -> int:
        """Households for a conversation, and persons otherwise."""
        query = select(func.sum(day_total.c.number)).where(
            day_total.c.series.in_(SERIES[moment]),
            day_total.c.day >= monday,
            day_total.c.day < monday + timedelta(weeks=1),
        )
        return int(self._connection.execute(within(query, day_total, municipalities)).scalar_one() or 0)

    def _counted(self, municipalities: frozenset[str], wanted: Filter, today: date, way: str) -> tuple[int, bool]:
        some = along(way, municipalities, wanted, today).limit(COUNTED_MAX + 1).subquery()
        counted = self._connection.execute(select(func.count()).select_from(some)).scalar_one()
        return min(counted, COUNTED_MAX), counted > COUNTED_MAX

    def _found(self, municipalities: frozenset[str], wanted: Filter, search: Search, today: date) -> ClientPage:
        if search.nothing:
            return ClientPage([], 0, wanted.page)
        fits = [*conditions_of(municipalities, wanted, today), *searched(search, municipalities)]
        query = select(standing.c.client_id).where(*fits).limit(SEARCHED_MAX + 1)
        if search.name and search.birth_date is None and not search.decision:
            called = search_word.join(standing, standing.c.client_id == search_word.c.client_id)
            query = query.select_from(called).where(is_called(search.name, municipalities)).distinct()
        ids = list(self._connection.execute(query).scalars())
        more, ids = len(ids) > SEARCHED_MAX, ids[:SEARCHED_MAX]
        page = min(wanted.page, PAGES_MAX)
        ordered = select(standing.c.client_id).where(standing.c.client_id.in_(ids))
        rows = ordered.order_by(*order_of(wanted, indexed=False)).limit(wanted.size).offset((page - 1) * wanted.size)
        lines = self._lines(self._connection.execute(rows).scalars(), wanted, today)
        return ClientPage(lines, len(ids), page, more)

    def client(self, client_id: str, today: date) -> ClientFile:
        of_client = function_right.c.client_id == client_id
        rights = select(function_right).where(of_client).order_by(function_right.c.position)
        planned = select(plan).join(client, PLAN_HOLDS).where(client.c.client_id == client_id)
        row = self._connection.execute(select(client).where(client.c.client_id == client_id)).mappings().first()
        where = select(standing).where(standing.c.client_id == client_id)
        stands = self._connection.execute(where).mappings().first()
        if row is None or stands is None:
            raise UnknownClient(client_id)
        functions = self._connection.execute(rights).mappings()
        return _file(row, stands, functions, self._connection.execute(planned).mappings().first(), today)


def _of_towns(query: Select[Any], municipalities: Municipalities) -> Select[Any]:
    """Found along the index of owners, which is the narrow one."""
    return query if municipalities is None else query.where(hidden(standing.c.municipality).in_(sorted(municipalities)))


def _pairs(rows: Iterable[Any]) -> dict[Any, int]:
    return {key: int(number) for key, number in rows}


def _line(row: RowMapping, today: date) -> ClientLine:
    past = row["state_until"] < today
    return ClientLine(
        client_id=row["client_id"],
        name=" ".join(part for part in (row["written"], row["prefix"], row["surname"]) if part),
        birth_date=row["birth_date"],
        municipality=row["municipality"],
        state=PersonState(row["state_after"] if past else row["state"]),
        last_day=day_or_none(row["last_day"]),
        week=day_or_none(row["week"]) if row["later_due"] is None else None,
        due=day_or_none(row["due"]),
        next=next_in(row),
    )


def _file(
    row: RowMapping, stands: RowMapping, functions: Iterable[RowMapping], booked: RowMapping | None, today: date
) -> ClientFile:
    where = standing_in(stands)
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
        held_back=where.held_back,
        state=where.state_on(today),
        reassess_until=row["reassess_until"],
        due=where.due,
        lists=[each for each in WorkList if where.on_list(each, today)],
        functions=[FunctionFile(delivered_of(one), right_of(one)) for one in functions],
        plan=plan_of(booked) if booked is not None else None,
        standing=where,
    )
