"""A municipality's agenda: what is planned stays, households stay together, the order of wishes plays no part."""

from datetime import date, timedelta

import pytest

from services.migration.domain.planning.agenda import Agenda, Conversation, Wish, add_to, weekly_capacity
from services.migration.domain.planning.conversations import Notice
from services.migration.domain.planning.plans import Plan
from services.migration.domain.planning.weeks import Capacity
from shared.calendar.days import LegalCalendar
from shared.law.book import LawBook

HOUTEN = "0321"
TODAY = date(2014, 11, 3)
END = date(2015, 12, 31)
SOON = date(2015, 1, 12)
NOTICE = Notice(date(2014, 11, 10), date(2014, 11, 24))


def plan_all(agenda: Agenda, wishes: list[Wish], book: LawBook, calendar: LegalCalendar) -> dict[str, Plan]:
    return {plan.client_id: plan for plan in add_to(agenda, wishes, TODAY, book, calendar)}


@pytest.mark.parametrize(
    ("clients", "per_hundred", "expected"), [(0, 4, 1), (1, 4, 1), (25, 4, 1), (26, 4, 2), (100, 4, 4), (3, 200, 6)]
)
def test_capacity_is_rounded_up_and_at_least_one(clients: int, per_hundred: int, expected: int) -> None:
    assert weekly_capacity(clients, per_hundred) == expected


def test_nobody_to_plan_gives_no_plans(book: LawBook, calendar: LegalCalendar) -> None:
    assert add_to(Agenda(HOUTEN, Capacity(1, 4), NOTICE, []), [], TODAY, book, calendar) == ()


def test_every_member_keeps_the_end_of_the_own_right(book: LawBook, calendar: LegalCalendar) -> None:
    found = plan_all(
        Agenda(HOUTEN, Capacity(4, 4), NOTICE, []),
        [Wish("a", 1, "h", END, END), Wish("b", 1, "h", date(2015, 6, 30), date(2015, 6, 30))],
        book,
        calendar,
    )
    assert (found["a"].right_until, found["b"].right_until) == (END, date(2015, 6, 30))
    assert found["a"].week == found["b"].week


def test_the_order_of_wishes_plays_no_part(book: LawBook, calendar: LegalCalendar) -> None:
    wishes = [Wish(f"c{n}", 1, f"h{n // 2}", end := END - timedelta(days=n % 7), end) for n in range(40)]
    agenda = Agenda(HOUTEN, Capacity(2, 4), NOTICE, [Conversation("h3", date(2015, 2, 2), date(2015, 2, 2), False)])
    assert plan_all(agenda, wishes, book, calendar) == plan_all(agenda, wishes[::-1], book, calendar)


def test_a_newcomer_joins_a_conversation_that_is_in_time(book: LawBook, calendar: LegalCalendar) -> None:
    agenda = Agenda(HOUTEN, Capacity(1, 4), NOTICE, [Conversation("h", date(2015, 2, 2), date(2015, 2, 2), True)])
    plan = plan_all(agenda, [Wish("a", 1, "h", END, END)], book, calendar)["a"]
    assert (plan.week, plan.investigation_start, plan.over_capacity) == (date(2015, 2, 2), date(2015, 2, 2), True)


@pytest.mark.parametrize("start", [date(2014, 10, 6), date(2015, 11, 9)])
def test_a_conversation_that_is_over_or_too_late_is_not_joined(
    book: LawBook, calendar: LegalCalendar, start: date
) -> None:
    agenda = Agenda(HOUTEN, Capacity(1, 4), NOTICE, [Conversation("h", start, start, False)])
    assert plan_all(agenda, [Wish("a", 1, "h", END, END)], book, calendar)["a"].investigation_start != start


def test_a_household_in_the_agenda_takes_one_place(book: LawBook, calendar: LegalCalendar) -> None:
    week = date(2014, 11, 10)
    taken = [Conversation("h", week, week, False), Conversation("h", week, week + timedelta(days=1), False)]
    found = plan_all(
        Agenda(HOUTEN, Capacity(2, 4), NOTICE, taken),
        [Wish("a", 1, "other", SOON, SOON)],
        book,
        calendar,
    )
    assert (found["a"].week, found["a"].over_capacity) == (week, False)


@pytest.mark.parametrize(
    ("right_until", "joins"),
    [
        (END, False),
        (date(2015, 1, 18), True),  # The investigation must start by 23 November, before the usual notice is over.
    ],
)
def test_a_newcomer_joins_within_the_notice_only_for_the_legal_date(
    right_until: date, joins: bool, book: LawBook, calendar: LegalCalendar
) -> None:
    monday = date(2014, 11, 17)
    agenda = Agenda(HOUTEN, Capacity(1, 4), NOTICE, [Conversation("h", monday, monday, False)])
    plan = plan_all(agenda, [Wish("a", 1, "h", right_until, right_until)], book, calendar)["a"]
    assert (plan.week == monday) == joins
    assert joins or plan.investigation_start >= NOTICE.usual


def test_a_newcomer_joins_a_conversation_in_a_holiday_week(book: LawBook, calendar: LegalCalendar) -> None:
    christmas = date(2014, 12, 22)
    agenda = Agenda(HOUTEN, Capacity(1, 5), NOTICE, [Conversation("h", christmas, christmas, False)])
    assert plan_all(agenda, [Wish("a", 1, "h", END, END)], book, calendar)["a"].investigation_start == christmas


@pytest.mark.parametrize(
    ("decide_by", "early"),
    [(date(2015, 10, 1), True), (END, False), (date(2014, 12, 20), False)],
    ids=["the policy's day", "the right's end", "a day of the policy that no conversation is in time for"],
)
def test_a_decision_is_due_by_the_day_of_the_policy_when_that_can_be_kept(
    decide_by: date, early: bool, book: LawBook, calendar: LegalCalendar
) -> None:
    """All weeks through August are full, so that a conversation is before September only when it has to be."""
    weeks = [NOTICE.usual + timedelta(weeks=number) for number in range(41)]
    full = [Conversation(f"h{number}", week, week, False) for number, week in enumerate(weeks)]
    agenda = Agenda(HOUTEN, Capacity(1, 1), NOTICE, full)
    plan = plan_all(agenda, [Wish("a", 1, "h", END, decide_by)], book, calendar)["a"]
    assert (plan.week <= date(2015, 8, 31), plan.decision_due <= date(2015, 10, 1)) == (early, early)
    assert (plan.right_until, plan.late) == (END, False)
