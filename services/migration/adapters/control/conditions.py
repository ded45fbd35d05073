"""Which clients a list holds, in which order, as conditions on the tables; and by which way a page is found soonest.

A page of the list costs the same however many clients there are. It is found in one of two ways: along an index that
has the order, until enough clients fit, or through the narrowest filter, whose clients are few enough to sort. Some
filters have an index with the order too. The totals that are kept say which way is the least work.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, literal, or_, select

from services.migration.adapters.control.rows import MONTH, USER, done_series
from services.migration.adapters.control.tables import NEVER, listed, promised, search_word, standing
from services.migration.adapters.rights.tables import function_right
from services.migration.application.control.views import NOBODY, PAGES_MAX, Closed, Filter, Moment, SortBy
from services.migration.domain.control.lists import WorkList
from services.migration.domain.control.searching import Search
from services.migration.domain.control.steps import WAITING, FinishedReason, Task, Team
from services.migration.domain.rights.states import PersonState
from shared.storing import hidden

Municipalities = frozenset[str] | None
Condition = ColumnElement[bool]

ORDERS: dict[SortBy, ColumnElement[Any]] = {
    SortBy.NAME: standing.c.search_name,
    SortBy.BORN: standing.c.birth_date,
    SortBy.LAST_DAY: standing.c.last_day,
    SortBy.WEEK: standing.c.week,
    SortBy.DUE: standing.c.due,
    SortBy.NEXT: standing.c.next_due,
}
MOMENTS: dict[Moment, ColumnElement[Any]] = {
    Moment.CONVERSATION: standing.c.week,
    Moment.LAST_DAY: standing.c.last_day,
    Moment.DUE: standing.c.due,
}
AFTER_ALL = "\U0010ffff"
"""Behind every text that begins with the same letters."""
ROW_AND_SORT = 2
"""So much more a client costs who is fetched to be sorted than one who is passed along an index."""

SCAN, STATE, LIST, LATE, STEP, WINDOW, OWNER = "scan", "state", "list", "late", "step", "window", "owner"
BECAME, BROKEN = "became", "broken"
"""Ways to find clients: along the index of the order, or through one of the filters; besides these the month
and the week of a Moment."""
SORTED_BY: Mapping[str, SortBy] = {
    STEP: SortBy.NEXT,
    WINDOW: SortBy.NEXT,
    OWNER: SortBy.NEXT,
    BECAME: SortBy.NAME,
    LATE: SortBy.DUE,
    MONTH: SortBy.LAST_DAY,
    Moment.CONVERSATION.value: SortBy.WEEK,
    Moment.LAST_DAY.value: SortBy.LAST_DAY,
    Moment.DUE.value: SortBy.DUE,
}
"""The filters of which the index has the clients in this order."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many clients there are, how many lie along each way, and how many fit; None when no total says so."""

    everybody: int
    ways: Mapping[str, int]
    fitting: int | None

    @property
    def expected(self) -> int:
        """How many may fit: as if the filters had nothing to do with each other."""
        if self.fitting is not None:
            return self.fitting
        found = self.everybody
        for size in self.ways.values():
            found = found * size // max(1, self.everybody)
        return found


def way_of(sizes: Sizes, wanted: Filter) -> str:
    """Along which the fewest clients are passed until the page is full, or fetched to be sorted."""
    ways = {**sizes.ways, SCAN: sizes.everybody}
    return min(ways, key=lambda way: _costs(ways[way], sizes.expected, wanted, in_order=has_order(way, wanted)))


def _costs(size: int, expected: int, wanted: Filter, *, in_order: bool) -> int:
    if not in_order:
        return size * ROW_AND_SORT
    return min(size, min(wanted.page, PAGES_MAX) * wanted.size * size // max(1, expected))


def has_order(way: str, wanted: Filter) -> bool:
    """Whether the clients along this way come as they are sorted. Who is finished for any reason comes by reason."""
    return way == SCAN or (SORTED_BY.get(way) is wanted.sort and wanted.finished is not Closed.ANY)


def along(way: str, municipalities: frozenset[str], wanted: Filter, today: date) -> Select[Any]:
    """The ids of those who fit. The condition of the way may use its index, and the others may not: which index is the
    narrowest we know from the totals, and the database would have to guess."""
    fits = conditions_of(municipalities, wanted, today, plain=way)
    query = select(standing.c.client_id).where(*fits)
    if way == LIST and wanted.work_list is not None:
        named = and_(
            listed.c.work_list == wanted.work_list.value,
            listed.c.municipality.in_(sorted(municipalities)),
        )
        return query.select_from(listed.join(standing, standing.c.client_id == listed.c.client_id)).where(named)
    if way == BROKEN and wanted.broken is not None:
        here = promised.c.municipality.in_(sorted(municipalities))
        both = promised.join(standing, _is_client())
        return query.select_from(both).where(_broken(wanted.broken, today), here)
    return query


def _broken(task: Task, today: date) -> Condition:
    """A promise that should have been kept."""
    return and_(promised.c.task == task.value, promised.c.due < today)


def _is_client() -> Condition:
    return and_(promised.c.client_id == standing.c.client_id, promised.c.municipality == standing.c.municipality)


def conditions_of(
    municipalities: frozenset[str], wanted: Filter, today: date, plain: str | None = None
) -> Iterable[Condition]:
    """What a client has to meet; only the conditions of the way `plain` are written so that an index answers them."""
    column = standing.c
    codes = sorted(municipalities)
    yield (column.municipality if plain == STATE else hidden(column.municipality)).in_(codes)
    if wanted.state is not None:
        yield _is_in_state(wanted.state, today, plain == STATE)
    if wanted.month is not None:
        day = column.last_day if plain == MONTH else hidden(column.last_day)
        yield and_(day >= wanted.month, day < _next_month(wanted.month))
    for moment, monday in wanted.weeks.items():
        when = MOMENTS[moment] if plain == moment.value else hidden(MOMENTS[moment])
        yield and_(when >= monday, when < monday + timedelta(weeks=1))
    yield from _of_steps(wanted, today, plain)
    if wanted.work_list is WorkList.OVERDUE:
        yield (column.due if plain == LATE else hidden(column.due)) < today
    elif wanted.work_list is not None and plain != LIST:
        yield (
            select(listed.c.client_id)
            .where(
                listed.c.work_list == wanted.work_list.value,
                listed.c.municipality == column.municipality,
                listed.c.client_id == column.client_id,
            )
            .exists()
        )


def _of_steps(wanted: Filter, today: date, plain: str | None) -> Iterable[Condition]:
    column = standing.c
    step = column.next_step if plain == STEP else hidden(column.next_step)
    due = column.next_due if plain in (STEP, WINDOW, OWNER) else hidden(column.next_due)
    if wanted.task is not None:
        yield step == wanted.task.value
    if wanted.finished is not None:
        yield _is_finished(step, wanted.finished)
    if wanted.window is not None:
        first, last = wanted.window.days(today)
        yield due.between(first, last)
    if wanted.became is not None:
        yield (column.became if plain == BECAME else hidden(column.became)) == wanted.became.value
    if wanted.broken is not None and plain != BROKEN:
        yield select(promised.c.client_id).where(_broken(wanted.broken, today), _is_client()).exists()
    if wanted.owner is not None:
        yield (column.owner if plain == OWNER else hidden(column.owner)) == owned_by(wanted.owner)
        yield due < NEVER
    if wanted.waiting is not None:
        waits = hidden(column.next_step).in_(sorted(task.value for task in WAITING))
        yield waits if wanted.waiting else ~waits


def _is_finished(step: ColumnElement[Any], reason: FinishedReason | Closed) -> Condition:
    if reason is Closed.NEITHER:
        return step == ""
    if reason is Closed.ANY:
        return step.in_([done_series(each) for each in FinishedReason])
    return step == done_series(FinishedReason(reason))


def owned_by(owner: str) -> str:
    """As the column has it."""
    if owner == NOBODY:
        return ""
    return owner if owner in list(Team) else f"{USER}{owner}"


def _is_in_state(state: PersonState, today: date, plain: bool) -> Condition:
    if not plain:
        return state_on(today, standing) == state.value
    column = standing.c
    return or_(
        and_(column.state == state.value, column.state_until >= today),
        and_(column.state_after == state.value, column.state_until < today),
    )


def searched(search: Search, municipalities: frozenset[str]) -> Iterable[Condition]:
    if search.initials:
        yield standing.c.initials.startswith(search.initials, autoescape=True)
    if search.birth_date is not None:
        yield standing.c.birth_date == search.birth_date
        if search.name:
            yield standing.c.client_id.in_(
                select(search_word.c.client_id).where(is_called(search.name, municipalities))
            )
    if search.client_id:
        yield standing.c.client_id == search.client_id
    if search.decision:
        yield standing.c.client_id.in_(select(function_right.c.client_id).where(_decided(search.decision)))


def is_called(name: str, municipalities: frozenset[str]) -> Condition:
    own = search_word.c.municipality.in_(sorted(municipalities))
    return and_(own, search_word.c.word >= name, search_word.c.word < name + AFTER_ALL)


def _decided(number: str) -> Condition:
    """A function's id is the number of its decision, `-` and its code, and `-2` when there is a second one."""
    column = function_right.c.function_id
    return or_(column == number, and_(column >= f"{number}-", column < f"{number}-{AFTER_ALL}"))


def order_of(wanted: Filter, *, indexed: bool) -> Sequence[ColumnElement[Any]]:
    first = ORDERS[wanted.sort]
    ties = (standing.c.initials,) if wanted.sort is SortBy.NAME else (standing.c.search_name,)
    columns = (first if indexed else hidden(first), *ties, standing.c.client_id)
    return [column.desc() if wanted.descending else column.asc() for column in columns]


def within(query: Select[Any], table: Any, municipalities: Municipalities) -> Select[Any]:
    return query if municipalities is None else query.where(table.c.municipality.in_(sorted(municipalities)))


def state_on(today: date, table: Any) -> ColumnElement[Any]:
    """The state of a person as it is today: after the last day of the state that was determined, the one after it."""
    return case((table.c.state_until < literal(today), table.c.state_after), else_=table.c.state)


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)
