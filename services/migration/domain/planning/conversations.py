"""Plans the conversations: before the legal date, within the weekly capacity, spread evenly. Pure.

To hand in: the members with a right that has `reassess` set (Wmo 8.6(1)), grouped by household. A household is one
conversation; the earliest legal date among its members counts. The steps:

1. A week counts when it has enough working days, one of them on or after the soonest day; the conversation is on its
   first such day. In a week with holidays the capacity is less, in proportion to its working days.
2. Households whose legal date lies before that day are late. They come first, by the end of their right, in the first
   week with room before that end. When the end is nearer than six weeks, the six weeks of an investigation (Wmo
   2.3.2(1)) are the limit.
3. Households whose legal date lies within the usual notice get less of it: the first week with room before that date.
4. The others are put in order of legal date and fill the weeks after the usual notice up to one level: the lowest
   number of conversations a week, at most the capacity, at which everybody still makes the date. So the work is spread
   over the year and the weeks keep room for a next delivery.
5. A household that does not fit before the legal date at full capacity gets the least loaded week before it, flagged.

The order of the input plays no part: equal dates are ordered by household id.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.migration.domain.planning.weeks import Capacity, Week, WeekLoads, level_of, usable_weeks
from shared.calendar.days import LegalCalendar
from shared.calendar.terms import count
from shared.law.book import LawBook


@dataclass(frozen=True, slots=True)
class Member:
    """A client to reassess: the last day for the decision, and the latest day the investigation may start."""

    client_id: str
    decide_by: date
    latest_start: date


@dataclass(frozen=True, slots=True)
class Household:
    """People visited together. At least one member."""

    id: str
    members: tuple[Member, ...]

    @property
    def latest_start(self) -> date:
        return min(member.latest_start for member in self.members)

    @property
    def decide_by(self) -> date:
        return min(member.decide_by for member in self.members)


@dataclass(frozen=True, slots=True)
class PlannedMember:
    """The days of one client, all of them working days. `decision_due` is on or before the end of the right, unless the
    start already is not.
    """

    client_id: str
    investigation_start: date
    application_by: date
    decision_due: date
    objection_over_on: date


@dataclass(frozen=True, slots=True)
class PlannedHousehold:
    """`week`: its Monday. `over_capacity`: the week took one more than it can. `late`: after the legal start."""

    household_id: str
    week: date
    members: tuple[PlannedMember, ...]
    over_capacity: bool
    late: bool


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of the route in weeks, from the law book, and the ends of objection terms counted so far."""

    investigation: int
    decision: int
    objection: int
    calendar: LegalCalendar
    book: LawBook
    objection_ends: dict[date, date]


@dataclass(frozen=True, slots=True)
class Notice:
    """The first days on which a conversation may be. `usual`: after the time that people get to prepare. `soonest`, on
    or before it: for people whose legal start would be missed otherwise.
    """

    soonest: date
    usual: date


def notice_from(today: date, weeks: int, weeks_at_least: int, book: LawBook) -> Notice:
    """People hear of their plan today. Not before investigations can be carried out (Wmo 8.7(3))."""
    soonest = max(today + timedelta(weeks=weeks_at_least), book.day("investigation.first-day", today))
    return Notice(soonest, max(today + timedelta(weeks=weeks), soonest))


def plan(
    households: Sequence[Household],
    capacity: Capacity,
    notice: Notice,
    used: Mapping[date, int],
    book: LawBook,
    calendar: LegalCalendar,
) -> tuple[PlannedHousehold, ...]:
    """A week for every household, in order of legal date; late ones first. O(n log n).

    `used`: what earlier plans take, by the Monday of the week. Raises ValueError for a household without members,
    CalendarError when a right ends in a year that the calendar does not know.
    """
    if any(not household.members for household in households):
        raise ValueError("Plannen kan met ten minste 1 persoon per huishouden.")
    if not households:
        return ()
    terms = _terms(notice.soonest, book, calendar)
    soon = notice.soonest + timedelta(weeks=terms.investigation)
    ends = (max(household.decide_by, household.latest_start) for household in households)
    weeks = usable_weeks(notice.soonest, max(soon, max(ends)), capacity.least_working_days, calendar)
    loads = WeekLoads(weeks, used, capacity.conversations)
    usual = loads.first_week_from(notice.usual)
    late, hurried, at_ease = _by_haste(households, usual, loads)
    return (
        *_place_late(late, soon, loads, terms),
        *_place_hurried(hurried, loads, terms),
        *_place_at_ease(at_ease, usual, loads, terms),
    )


def _by_haste(
    households: Sequence[Household], usual: int, loads: WeekLoads
) -> tuple[list[Household], list[Household], list[Household]]:
    """Whose legal date is before the first week, before the week number `usual`, and later; in order of legal date."""
    queue = sorted(households, key=lambda household: (household.latest_start, household.id))
    last = [loads.last_week_by(household.latest_start) for household in queue]
    late, hurried = bisect_left(last, 0), bisect_left(last, usual)
    return queue[:late], queue[late:hurried], queue[hurried:]


def _place_late(households: list[Household], soon: date, loads: WeekLoads, terms: Terms) -> list[PlannedHousehold]:
    """The legal start is gone; the first room there is, and at the latest before the right ends or within six weeks."""
    queue = sorted(households, key=lambda household: (household.decide_by, household.id))
    loads.begin(loads.capacity)
    places = [loads.take(loads.last_week_by(max(household.decide_by, soon))) for household in queue]
    return [
        _planned(household, week, over, terms, late=True) for household, (week, over) in zip(queue, places, strict=True)
    ]


def _place_hurried(queue: list[Household], loads: WeekLoads, terms: Terms) -> list[PlannedHousehold]:
    loads.begin(loads.capacity)
    return _place_by_legal_date(queue, loads, terms)


def _place_at_ease(queue: list[Household], usual: int, loads: WeekLoads, terms: Terms) -> list[PlannedHousehold]:
    deadlines = [loads.last_week_by(household.latest_start) for household in queue]
    loads.begin(level_of(deadlines, loads, usual), usual)
    return _place_by_legal_date(queue, loads, terms)


def _place_by_legal_date(queue: list[Household], loads: WeekLoads, terms: Terms) -> list[PlannedHousehold]:
    places = [loads.take(loads.last_week_by(household.latest_start)) for household in queue]
    return [
        _planned(household, week, over, terms, late=False)
        for household, (week, over) in zip(queue, places, strict=True)
    ]


def _planned(household: Household, week: Week, over: bool, terms: Terms, *, late: bool) -> PlannedHousehold:
    members = tuple(
        _planned_member(member, week.day, terms) for member in sorted(household.members, key=lambda one: one.client_id)
    )
    return PlannedHousehold(household.id, week.monday, members, over, late)


def _planned_member(member: Member, start: date, terms: Terms) -> PlannedMember:
    """Six weeks and two weeks from the start, cut at the end of the right. Without the extension of the ATW, and on the
    last working day in time: a plan that stays on this side of a holiday is never too late.
    """
    due = start + timedelta(weeks=terms.investigation + terms.decision)
    if start <= member.decide_by < due:
        due = member.decide_by
    due = max(start, _last_working_day(due, terms))
    application = max(start, _last_working_day(due - timedelta(weeks=terms.decision), terms))
    return PlannedMember(member.client_id, start, application, due, _objection_over(due, terms))


def _last_working_day(day: date, terms: Terms) -> date:
    """The day itself or the last working day before it."""
    while not terms.calendar.is_working_day(day):
        day -= timedelta(days=1)
    return day


def _objection_over(decision: date, terms: Terms) -> date:
    if decision not in terms.objection_ends:
        terms.objection_ends[decision] = count("weeks", terms.objection, decision, terms.calendar, terms.book).last_day
    return terms.objection_ends[decision]


def _terms(day: date, book: LawBook, calendar: LegalCalendar) -> Terms:
    return Terms(
        book.integer("term.investigation", day),
        book.integer("term.decision", day),
        book.integer("term.objection", day),
        calendar,
        book,
        {},
    )
