"""How many clients, steps and days there are, from the totals that are kept in `day_total` and `list_total`."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, or_, select

from services.migration.adapters.control.conditions import (
    AFTER_ALL,
    Municipalities,
    owned_by,
    state_on,
    within,
)
from services.migration.adapters.control.rows import (
    CLIENT,
    CONVERSATION,
    DUE,
    DUE_LATER,
    ENDING,
    EVERYBODY,
    NEXT,
    OTHER,
    USER,
    became_series,
    done_series,
    next_series,
    promised_series,
)
from services.migration.adapters.control.tables import NEVER, day_total, delivered, list_total, standing
from services.migration.adapters.planning.tables import delivery
from services.migration.application.control.boards import (
    Counts,
    Figures,
    NeverTransferred,
    OwnerLine,
    StepCount,
    StepCounts,
)
from services.migration.application.control.views import (
    NOBODY,
    Filter,
    Moment,
    Window,
)
from services.migration.domain.control.became import Became
from services.migration.domain.control.deliveries import DeliveredPersons, NotTransferred, not_transferred
from services.migration.domain.control.lists import WorkList
from services.migration.domain.control.steps import PROMISED, FinishedReason, Task
from services.migration.domain.rights.states import PersonState
from shared.calendar.days import monday_of
from shared.storing import hidden

SERIES = {Moment.CONVERSATION: (CONVERSATION,), Moment.LAST_DAY: (ENDING, OTHER), Moment.DUE: (DUE, DUE_LATER)}


class Totals:
    """How many there are, of lists, steps, weeks and reasons."""

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

    def _per_day(self, series: str, municipalities: Municipalities) -> Counter[date]:
        query = select(day_total.c.day, func.sum(day_total.c.number)).where(day_total.c.series == series)
        rows = self._connection.execute(within(query, day_total, municipalities).group_by(day_total.c.day))
        return Counter(_pairs(rows))

    def _within_days(self, series: Sequence[str], days: tuple[date, date], municipalities: Municipalities) -> int:
        column = day_total.c
        query = select(func.sum(column.number)).where(column.series.in_(series), column.day.between(*days))
        return int(self._connection.execute(within(query, day_total, municipalities)).scalar_one() or 0)

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


def _of_towns(query: Select[Any], municipalities: Municipalities) -> Select[Any]:
    """Found along the index of owners, which is the narrow one."""
    return query if municipalities is None else query.where(hidden(standing.c.municipality).in_(sorted(municipalities)))


def _pairs(rows: Iterable[Any]) -> dict[Any, int]:
    return {key: int(number) for key, number in rows}
