from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.migration.domain.planning.conversations import (
    Household,
    Member,
    Notice,
    PlannedHousehold,
    PlannedMember,
    notice_from,
    plan,
)
from services.migration.domain.planning.weeks import Capacity
from shared.calendar.days import CalendarError, LegalCalendar
from shared.law.book import LawBook

MONDAY = date(2015, 3, 2)
ROUTE = timedelta(weeks=8)


def household(name: str, *ends: date) -> Household:
    return Household(name, tuple(Member(f"{name}-{number}", end, end - ROUTE) for number, end in enumerate(ends)))


def due_in(name: str, weeks: int) -> Household:
    """A household whose latest legal start is the Monday that many weeks after the first day."""
    return household(name, MONDAY + timedelta(weeks=weeks) + ROUTE)


class Planner:
    def __init__(self, book: LawBook, calendar: LegalCalendar) -> None:
        self.book, self.calendar = book, calendar

    def __call__(
        self,
        households: list[Household],
        capacity: int = 10,
        first_day: date = MONDAY,
        used: dict[date, int] | None = None,
        usual: date | None = None,
    ) -> dict[str, PlannedHousehold]:
        """Without `usual` everybody may be planned from the first day on."""
        notice = Notice(first_day, usual or first_day)
        planned = plan(households, Capacity(capacity, 4), notice, used or {}, self.book, self.calendar)
        return {one.household_id: one for one in planned}


@pytest.fixture(scope="module")
def planner(book: LawBook, calendar: LegalCalendar) -> Planner:
    return Planner(book, calendar)


def weeks_of(planned: dict[str, PlannedHousehold]) -> list[int]:
    """How many conversations each week got, from the first day on."""
    counts = Counter((one.week - MONDAY).days // 7 for one in planned.values())
    return [counts[number] for number in range(max(counts) + 1)]


def test_no_households_make_an_empty_plan(planner: Planner) -> None:
    assert planner([]) == {}


def test_the_work_is_spread_evenly_below_the_capacity(planner: Planner) -> None:
    assert weeks_of(planner([due_in(f"h{number}", 3) for number in range(8)])) == [2, 2, 2, 2]


def test_the_earliest_legal_date_comes_first(planner: Planner) -> None:
    planned = planner([due_in("later", 5), due_in("sooner", 0), due_in("between", 2)], capacity=1)
    assert [planned[name].week for name in ("sooner", "between", "later")] == [
        MONDAY,
        MONDAY + timedelta(weeks=1),
        MONDAY + timedelta(weeks=2),
    ]


def test_an_early_wave_fills_its_weeks_and_no_more(planner: Planner) -> None:
    wave = [due_in(f"a{number}", 1) for number in range(8)]
    planned = planner([*wave, *(due_in(f"b{number}", 9) for number in range(4))])
    assert weeks_of(planned) == [4, 4, 4]


def test_earlier_plans_keep_their_room(planner: Planner) -> None:
    used = {MONDAY: 10, MONDAY + timedelta(weeks=1): 9}
    planned = planner([due_in(f"h{number}", 2) for number in range(3)], used=used)
    assert weeks_of(planned)[0] == 0
    assert not any(one.over_capacity for one in planned.values())


def test_a_second_delivery_is_planned_around_the_first(planner: Planner) -> None:
    first = planner([due_in(f"a{number}", 1) for number in range(10)], capacity=6)
    used = dict(Counter(one.week for one in first.values()))
    second = planner([due_in("b0", 1), due_in("b1", 1)], capacity=6, used=used)
    total = Counter(one.week for one in (*first.values(), *second.values()))
    assert sorted(total.values()) == [6, 6]


def test_what_cannot_fit_before_the_legal_date_is_flagged_and_still_on_time(planner: Planner) -> None:
    planned = planner([due_in(f"h{number}", 1) for number in range(7)], capacity=2)
    assert weeks_of(planned) == [4, 3]
    assert sum(one.over_capacity for one in planned.values()) == 3


def test_the_strictest_member_sets_the_date_of_the_household(planner: Planner) -> None:
    family = household("family", date(2015, 12, 31), MONDAY + ROUTE)
    others = [due_in(f"h{number}", 8) for number in range(5)]
    planned = planner([*others, family], capacity=1)
    assert planned["family"].week == MONDAY
    assert [member.client_id for member in planned["family"].members] == ["family-0", "family-1"]


def test_a_legal_start_in_the_past_is_late_and_goes_first(planner: Planner) -> None:
    planned = planner([due_in("on-time", 0), due_in("late", -2)])
    assert planned["late"].late
    assert planned["late"].week == MONDAY
    assert not planned["on-time"].late


def test_late_households_wait_for_room_before_their_right_ends(planner: Planner) -> None:
    planned = planner([due_in(f"h{number}", -2) for number in range(6)], capacity=2)
    assert weeks_of(planned) == [2, 2, 2]
    assert not any(one.over_capacity for one in planned.values())


def test_a_right_that_already_ended_is_planned_within_six_weeks(planner: Planner) -> None:
    planned = planner([household("gone", date(2015, 2, 1))])
    assert planned["gone"].late
    assert planned["gone"].week == MONDAY
    assert planned["gone"].members[0].decision_due == MONDAY + ROUTE


@pytest.mark.parametrize(
    ("first_day", "week", "start"),
    [
        (date(2014, 11, 1), date(2014, 11, 3), date(2014, 11, 3)),  # Saturday: nothing left of that week.
        (date(2014, 12, 25), date(2014, 12, 29), date(2014, 12, 29)),  # Christmas on Thursday and Friday.
        (date(2015, 4, 6), date(2015, 4, 6), date(2015, 4, 7)),  # Easter Monday.
        (date(2015, 3, 4), date(2015, 3, 2), date(2015, 3, 4)),  # In the middle of a week.
    ],
)
def test_a_conversation_falls_on_a_working_day(planner: Planner, first_day: date, week: date, start: date) -> None:
    one = planner([household("h", date(2015, 12, 31))], first_day=first_day)["h"]
    assert (one.week, one.members[0].investigation_start) == (week, start)


def test_a_member_gets_the_days_of_the_whole_route(planner: Planner) -> None:
    member = planner([household("h", date(2015, 12, 31))], first_day=date(2015, 11, 5))["h"].members[0]
    assert member.investigation_start == date(2015, 11, 5)
    assert member.application_by == date(2015, 12, 17)
    assert member.decision_due == date(2015, 12, 31)
    assert member.objection_over_on == date(2016, 2, 11)


def test_a_late_member_still_gets_a_decision_before_the_right_ends(planner: Planner) -> None:
    member = planner([household("h", date(2015, 12, 31))], first_day=date(2015, 12, 7))["h"].members[0]
    assert (member.application_by, member.decision_due) == (date(2015, 12, 17), date(2015, 12, 31))


@pytest.mark.parametrize(
    ("today", "weeks", "soonest", "usual"),
    [
        (date(2014, 9, 1), 3, date(2014, 11, 1), date(2014, 11, 1)),
        (date(2014, 10, 20), 3, date(2014, 11, 1), date(2014, 11, 10)),
        (date(2014, 11, 3), 3, date(2014, 11, 10), date(2014, 11, 24)),
        (date(2014, 11, 3), 0, date(2014, 11, 10), date(2014, 11, 10)),
    ],
)
def test_notice_starts_today_and_after_investigations_are_possible(
    today: date, weeks: int, soonest: date, usual: date, book: LawBook
) -> None:
    assert notice_from(today, weeks, 1, book) == Notice(soonest, usual)


def test_the_usual_notice_is_waived_only_for_a_legal_date_before_it(planner: Planner) -> None:
    found = planner([due_in(f"h{weeks}", weeks) for weeks in range(-1, 5)], usual=MONDAY + timedelta(weeks=2))
    assert {name: ((one.week - MONDAY).days // 7, one.late) for name, one in found.items()} == {
        "h-1": (0, True),
        "h0": (0, False),
        "h1": (0, False),
        "h2": (2, False),
        "h3": (3, False),
        "h4": (4, False),
    }


def test_a_legal_date_between_the_usual_day_and_the_week_after_it_waives_the_notice(planner: Planner) -> None:
    wednesday, thursday = MONDAY + timedelta(days=16), MONDAY + timedelta(days=17)
    found = planner([household("h", thursday + ROUTE)], usual=wednesday)["h"]
    assert (found.week, found.late) == (MONDAY, False)


def test_the_hurried_go_around_what_is_full_and_stay_in_time(planner: Planner) -> None:
    used = {MONDAY: 2}
    found = planner([due_in(f"h{n}", 1) for n in range(3)], 2, used=used, usual=MONDAY + timedelta(weeks=2))
    assert weeks_of(found) == [1, 2]
    assert [one.over_capacity for one in found.values()] == [False, False, True]


@pytest.mark.parametrize(("capacity", "one"), [(0, due_in("h", 1)), (5, Household("empty", ()))])
def test_a_plan_without_capacity_or_members_is_refused(planner: Planner, capacity: int, one: Household) -> None:
    with pytest.raises(ValueError, match="ten minste 1"):
        planner([one], capacity=capacity)


def test_a_right_that_ends_in_an_unknown_year_is_refused(planner: Planner) -> None:
    with pytest.raises(CalendarError, match="2017"):
        planner([household("h", date(2017, 6, 1))])


def days_of(member: PlannedMember) -> tuple[date, ...]:
    return member.investigation_start, member.application_by, member.decision_due, member.objection_over_on


@pytest.mark.parametrize(("conversations", "least"), [(0, 4), (1, 0), (1, 6)])
def test_a_capacity_that_cannot_be_is_refused(conversations: int, least: int) -> None:
    with pytest.raises(ValueError, match="1"):
        Capacity(conversations, least)


def test_a_week_with_too_few_working_days_gets_no_conversations(planner: Planner) -> None:
    """25 and 26 December 2014 are holidays: three working days are left, and four in the week of New Year's Day."""
    first_day = date(2014, 12, 15)
    people = [household(f"h{number}", date(2015, 1, 4) + ROUTE) for number in range(4)]
    planned = planner(people, first_day=first_day)
    assert Counter(one.week for one in planned.values()) == {first_day: 2, date(2014, 12, 29): 2}


def test_a_legal_date_in_a_week_without_conversations_is_made_before_it(planner: Planner) -> None:
    planned = planner([household("h", date(2014, 12, 24) + ROUTE)], first_day=date(2014, 12, 15))["h"]
    assert (planned.week, planned.late, planned.over_capacity) == (date(2014, 12, 15), False, False)


def test_a_week_with_a_holiday_has_room_for_its_working_days(planner: Planner) -> None:
    easter = date(2015, 4, 6)
    people = [household(f"h{number}", easter + timedelta(days=10) + ROUTE) for number in range(18)]
    planned = planner(people, capacity=10, first_day=easter)
    assert Counter(one.week for one in planned.values()) == {easter: 8, easter + timedelta(weeks=1): 10}
    assert not any(one.over_capacity for one in planned.values())


@pytest.mark.parametrize(
    ("first_day", "right_until", "application_by", "decision_due"),
    [
        (date(2015, 2, 9), date(2015, 12, 31), date(2015, 3, 20), date(2015, 4, 3)),  # Eight weeks: Easter Monday.
        (date(2015, 2, 23), date(2015, 12, 31), date(2015, 4, 3), date(2015, 4, 20)),  # Six weeks: Easter Monday.
        (date(2015, 5, 4), date(2015, 6, 28), date(2015, 6, 12), date(2015, 6, 26)),  # The right ends on a Sunday.
    ],
)
def test_a_day_to_act_on_is_the_last_working_day_in_time(
    planner: Planner, first_day: date, right_until: date, application_by: date, decision_due: date
) -> None:
    member = planner([household("h", right_until)], first_day=first_day)["h"].members[0]
    assert (member.application_by, member.decision_due) == (application_by, decision_due)


households = st.lists(
    st.lists(st.dates(date(2015, 2, 1), date(2015, 12, 31)), min_size=1, max_size=4), max_size=60
).map(lambda groups: [household(f"h{number:03}", *ends) for number, ends in enumerate(groups)])


@settings(max_examples=150, deadline=None)
@given(given_households=households, capacity=st.integers(1, 8), data=st.data())
def test_nobody_is_lost_late_or_too_many_without_a_flag(
    planner: Planner, given_households: list[Household], capacity: int, data: st.DataObject
) -> None:
    used = {MONDAY + timedelta(weeks=number): data.draw(st.integers(0, 9)) for number in range(12)}
    usual = MONDAY + timedelta(days=data.draw(st.integers(0, 40)))
    planned = planner(given_households, capacity, used=used, usual=usual)

    everybody = {member.client_id for one in given_households for member in one.members}
    assert {member.client_id for one in planned.values() for member in one.members} == everybody

    for one in given_households:
        outcome = planned[one.id]
        assert outcome.late == (one.latest_start < MONDAY)
        assert outcome.week.weekday() == 0
        assert all(planner.calendar.is_working_day(day) for days in outcome.members for day in days_of(days))
        assert outcome.members[0].investigation_start >= usual or one.latest_start < usual + timedelta(weeks=1)
        for member, days in zip(one.members, outcome.members, strict=True):
            assert MONDAY <= days.investigation_start <= days.application_by <= days.decision_due
            assert days.decision_due < days.objection_over_on
            assert outcome.late or days.investigation_start <= member.latest_start
            assert days.decision_due <= member.decide_by or outcome.late

    kept = Counter(one.week for one in planned.values() if not one.over_capacity)
    assert all(used.get(week, 0) + number <= capacity for week, number in kept.items())

    shuffled = data.draw(st.permutations(given_households))
    assert planner(list(shuffled), capacity, used=used, usual=usual) == planned
