"""The answers for screens, API and commands, straight from the tables; `conditions.py` finds the clients of a list."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import RowMapping, and_, func, select

from services.migration.adapters.control.conditions import (
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
    way_of,
)
from services.migration.adapters.control.rows import (
    CLIENT,
    MONTH,
    NEXT,
    became_series,
    day_or_none,
    done_series,
    next_in,
    next_series,
    promised_series,
)
from services.migration.adapters.control.rows import standing_of as standing_in
from services.migration.adapters.control.tables import NEVER, search_word, standing
from services.migration.adapters.control.totals import Totals
from services.migration.adapters.deadlines.queries import CHANGES_IN_ORDER
from services.migration.adapters.deadlines.rows import change_of
from services.migration.adapters.deadlines.tables import deadline_change
from services.migration.adapters.planning.stores import PLAN_HOLDS, plan_of
from services.migration.adapters.planning.tables import plan
from services.migration.adapters.rights.rows import delivered_of, full_name, right_of
from services.migration.adapters.rights.tables import client, function_right
from services.migration.application.control.views import (
    COUNTED_MAX,
    PAGES_MAX,
    SEARCHED_MAX,
    ClientFile,
    ClientLine,
    ClientPage,
    Closed,
    Filter,
    FunctionFile,
    Window,
)
from services.migration.application.route.views import UnknownClient
from services.migration.domain.control.became import Became
from services.migration.domain.control.lists import WorkList
from services.migration.domain.control.searching import Search
from services.migration.domain.control.steps import FinishedReason, Task
from services.migration.domain.deadlines.changes import Change
from services.migration.domain.rights.states import PersonState
from shared.storing import hidden

NO_DAY = (NEVER, NEVER)


class TableQueries(Totals):
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
