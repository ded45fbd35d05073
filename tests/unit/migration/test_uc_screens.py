"""What the screens compute before they are drawn: the year's weeks, what an address holds, the pages of a list."""

from datetime import date, timedelta

import pytest
from marshmallow import ValidationError

from services.migration.application.control.boards import Week
from services.migration.application.control.show_year import ShowYear, show_year
from services.migration.application.control.views import PAGES_MAX, ClientPage, Filter, Moment, SortBy
from services.migration.domain.control.capacity import weekly_room
from services.migration.domain.control.lists import WorkList
from services.migration.domain.control.searching import Search
from services.migration.domain.control.standings import Changed, determined_standing, with_plan
from services.migration.domain.planning.weeks import Capacity
from services.migration.domain.rights.states import PersonState
from services.migration.entrypoints.control.chart import conversation_weeks, draw
from services.migration.entrypoints.control.forms import (
    CLIENTS,
    OVERDUE,
    chosen_words,
    client_filter,
    listing_of,
    municipality_choice,
)
from services.migration.entrypoints.control.words import LISTS, ON_TILES
from shared.access import Role, User
from shared.calendar.days import LegalCalendar
from tests.support.migration_in_memory import WorkInMemory
from tests.support.migration_samples import HOUTEN, LOPIK, TODAY, determined, plan

MONDAY = date(2014, 12, 29)
NEXT = MONDAY + timedelta(weeks=1)
NOOR = User("n", "Noor", Role.CASEWORKER, frozenset({HOUTEN, LOPIK}))


def test_weeks_without_conversations_are_drawn_as_well_and_weeks_outside_are_not() -> None:
    weeks = [Week(MONDAY - timedelta(weeks=1), ending=3), Week(MONDAY, 5), Week(NEXT + timedelta(weeks=1), 1)]
    drawn = conversation_weeks(weeks, MONDAY)
    assert [(week.monday, week.conversations) for week in drawn] == [
        (MONDAY, 5),
        (NEXT, 0),
        (NEXT + timedelta(weeks=1), 1),
    ]


@pytest.mark.parametrize(
    ("today", "weeks", "marked"),
    [
        (date(2014, 12, 31), 2, True),
        (date(2014, 12, 28), 3, True),
        (date(2014, 11, 3), 10, True),
        (date(2015, 1, 12), 3, True),
        (date(2014, 9, 28), 2, False),
        (date(2016, 6, 1), 2, False),
    ],
)
def test_the_chart_reaches_to_today_when_that_is_near(today: date, weeks: int, marked: bool) -> None:
    chart = draw([Week(MONDAY, 1), Week(NEXT, 1)], today, lambda monday: monday.isoformat())
    assert chart is not None
    assert len(chart.columns) == weeks
    assert any(column.bar.now for column in chart.columns) == marked


@pytest.mark.parametrize(
    ("conversations", "capacity", "full"), [(2, 3, False), (3, 3, True), (4, 3, True), (0, 0, False)]
)
def test_a_week_is_red_when_it_is_full_or_over(conversations: int, capacity: int, full: bool) -> None:
    chart = draw([Week(MONDAY, conversations, capacity), Week(NEXT, 1)], MONDAY, lambda _: "")
    assert chart is not None
    assert chart.columns[0].bar.is_full == full


def test_without_conversations_there_is_no_chart() -> None:
    assert draw([Week(MONDAY, ending=7)], MONDAY, lambda _: "") is None


def test_a_week_with_holidays_holds_its_share_and_one_with_too_few_days_nothing(calendar: LegalCalendar) -> None:
    monday = date(2014, 12, 15)
    room = weekly_room(monday, date(2015, 1, 5), Capacity(10, 4), calendar)
    assert room == {monday: 10, date(2014, 12, 22): 0, MONDAY: 8, date(2015, 1, 5): 10}


def test_a_year_that_the_calendar_does_not_know_has_no_room_to_tell(calendar: LegalCalendar) -> None:
    assert weekly_room(date(2026, 3, 2), date(2026, 3, 9), Capacity(10, 4), calendar) == {}


def test_the_room_of_several_municipalities_is_their_sum() -> None:
    work = WorkInMemory(TODAY)
    for number, municipality in enumerate([HOUTEN] * 30 + [LOPIK] * 5):
        name = f"client {number}"
        standing = determined_standing(determined(name, municipality=municipality))
        work.standings.save([Changed(None, with_plan(standing, plan(name, municipality=municipality)))])
    both = show_year(work, ShowYear(NOOR, None))
    one = show_year(work, ShowYear(NOOR, HOUTEN))
    first = (both.weeks[0].conversations, both.weeks[0].capacity, one.weeks[0].conversations, one.weeks[0].capacity)
    assert first == (35, 2 + 1, 30, 2)
    assert both.full_weeks == [both.weeks[0]]


def test_a_week_that_is_past_has_no_room_and_is_not_red() -> None:
    work = WorkInMemory(TODAY)
    for number in range(30):
        name = f"client {number}"
        standing = determined_standing(determined(name, municipality=HOUTEN))
        work.standings.save([Changed(None, with_plan(standing, plan(name, municipality=HOUTEN)))])
    [red] = show_year(work, ShowYear(NOOR, HOUTEN)).full_weeks
    work.today = red.monday + timedelta(days=6)
    assert len(show_year(work, ShowYear(NOOR, HOUTEN)).full_weeks) == 1
    work.today = red.monday + timedelta(days=7)
    later = show_year(work, ShowYear(NOOR, HOUTEN))
    assert later.full_weeks == []
    assert [(week.conversations, week.capacity) for week in later.weeks if week.monday == red.monday] == [(30, None)]


@pytest.mark.parametrize(("total", "pages"), [(0, 1), (1, 1), (50, 1), (51, 2), (1000, 20), (90_000, PAGES_MAX)])
def test_a_page_holds_fifty_clients_and_there_is_a_last_page(total: int, pages: int) -> None:
    page = ClientPage([], total, 1)
    assert (page.pages, page.shown_all) == (pages, total <= PAGES_MAX * 50)


def test_an_address_is_read_as_a_filter() -> None:
    given = {
        "list": "wlz-candidate",
        "state": "youth",
        "month": "2015-03",
        "week": "2015-03-09",
        "municipality": HOUTEN,
        "sort": "-ends",
        "page": "3",
    }
    state = CLIENTS.read(given)
    assert client_filter(state, "J. Appel") == Filter(
        work_list=WorkList.WLZ_CANDIDATE,
        state=PersonState.YOUTH,
        month=date(2015, 3, 1),
        weeks={Moment.CONVERSATION: date(2015, 3, 9)},
        search=Search(name="appel", initials="j"),
        sort=SortBy.LAST_DAY,
        descending=True,
        page=3,
    )
    assert chosen_words(state) == {
        "list": "Wlz-kandidaat, antwoord onbekend",
        "state": "Stand: jeugd (Jeugdwet)",
        "month": "Laatste dag in maart 2015",
        "week": "Gesprek in week 11 van 2015",
        "municipality": "Gemeente: Houten",
    }


def test_who_is_overdue_stands_in_order_of_days_late() -> None:
    given = {"list": "overdue"}
    assert listing_of(given) is OVERDUE
    assert client_filter(OVERDUE.read(given), "").sort is SortBy.DUE
    assert listing_of({"list": "to-wlz"}) is CLIENTS


@pytest.mark.parametrize(
    "given",
    [
        {"state": "x"},
        {"list": "x"},
        {"month": "2015"},
        {"month": "2015-13"},
        {"week": "2015-03-10"},
        {"page": "-1"},
        {"municipality": "٠٣٢١"},
    ],
)
def test_an_odd_filter_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        CLIENTS.read(given)


@pytest.mark.parametrize("code", ["321", "03211", "abcd", "٠٣٢١"])
def test_an_odd_municipality_is_refused(code: str) -> None:
    with pytest.raises(ValidationError):
        municipality_choice({"municipality": code})


def test_every_list_has_its_words_in_its_order_and_says_what_to_do() -> None:
    assert list(LISTS) == list(WorkList)
    assert all(said.to_do.endswith(".") and said.name and said.one and said.many for said in LISTS.values())
    assert WorkList.TO_INSURER not in ON_TILES
