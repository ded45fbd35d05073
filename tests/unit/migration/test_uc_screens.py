"""What the screens compute before they are drawn: the weeks of the chart, the timeline, what was filled in."""

from datetime import date, timedelta

import pytest
from marshmallow import ValidationError

from services.migration.application.control.views import ClientPage, Week
from services.migration.domain.rights.states import PersonState
from services.migration.entrypoints.control.chart import HEIGHT, draw, every_week
from services.migration.entrypoints.control.forms import client_filter, municipality_choice

MONDAY = date(2014, 12, 29)


def test_weeks_without_figures_are_drawn_as_well() -> None:
    weeks = every_week([Week(MONDAY + timedelta(weeks=3), 1, 0), Week(MONDAY, 0, 5)], MONDAY)
    assert [(week.ending, week.decisions) for week in weeks] == [(0, 5), (0, 0), (0, 0), (1, 0)]


def test_the_highest_figure_takes_the_whole_height() -> None:
    chart = draw([Week(MONDAY, 10, 5), Week(MONDAY + timedelta(weeks=1), 0, 0)], MONDAY)
    assert [bar.height for bar in chart.ending] == [HEIGHT, 0]
    assert [bar.height for bar in chart.decisions] == [HEIGHT // 2, 0]
    assert [mark.text for mark in chart.levels] == ["0", "5", "10"]


@pytest.mark.parametrize(
    ("highest", "heights", "cut", "levels"),
    [
        (40, [HEIGHT, HEIGHT // 4], [], ["0", "20", "40"]),
        (41, [HEIGHT, HEIGHT // 2], [41], ["0", "10", "20"]),
        (1067, [HEIGHT, HEIGHT // 2], [1067], ["0", "10", "20"]),
    ],
)
def test_a_week_that_towers_is_cut_off_with_its_figure(
    highest: int, heights: list[int], cut: list[int], levels: list[str]
) -> None:
    chart = draw([Week(MONDAY, highest, 0), Week(MONDAY + timedelta(weeks=1), 10, 0)], MONDAY)
    assert [bar.height for bar in chart.ending] == heights
    assert [one.count for one in chart.cut] == cut
    assert [mark.text for mark in chart.levels] == levels


def test_one_week_alone_is_never_cut_off() -> None:
    assert draw([Week(MONDAY, 7, 0)], MONDAY).cut == []


@pytest.mark.parametrize(
    ("today", "weeks", "marked"),
    [
        (date(2014, 12, 31), 2, True),
        (date(2015, 1, 11), 2, True),
        (date(2014, 12, 28), 3, True),
        (date(2014, 11, 3), 10, True),
        (date(2015, 1, 12), 3, True),
        (date(2014, 9, 28), 2, False),
        (date(2016, 6, 1), 2, False),
    ],
)
def test_the_chart_reaches_to_today_when_that_is_near(today: date, weeks: int, marked: bool) -> None:
    drawn = every_week([Week(MONDAY, 1, 0), Week(MONDAY + timedelta(weeks=1), 0, 1)], today)
    assert len(drawn) == weeks
    assert (draw(drawn, today).today is not None) == marked


def test_a_month_stands_below_the_week_with_its_first_day() -> None:
    chart = draw([Week(MONDAY + timedelta(weeks=number), 1, 0) for number in range(6)], MONDAY)
    assert [mark.text for mark in chart.months] == ["januari", "februari"]


@pytest.mark.parametrize(("total", "pages"), [(0, 1), (1, 1), (50, 1), (51, 2), (1000, 20)])
def test_a_page_holds_fifty_clients(total: int, pages: int) -> None:
    assert ClientPage([], total, 1).pages == pages


def test_a_name_in_the_address_is_not_searched_for() -> None:
    assert client_filter({"name": "Appel", "state": "youth"}, {}).name is None
    assert client_filter({"state": "youth", "month": "2015-03"}, {"name": " Appel "}) == client_filter(
        {"state": PersonState.YOUTH.value, "month": "2015-03"}, {"name": "Appel"}
    )


@pytest.mark.parametrize(
    "given", [{"state": "x"}, {"month": "2015"}, {"month": "2015-13"}, {"page": "-1"}, {"page": ""}]
)
def test_an_odd_filter_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        client_filter(given, {})


@pytest.mark.parametrize("code", ["321", "03211", "abcd", "٠٣٢١"])
def test_an_odd_municipality_is_refused(code: str) -> None:
    with pytest.raises(ValidationError):
        municipality_choice({"municipality": code})
