"""A chart says its own numbers, and shows where there is too much."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.web.charts import Bar, bar_chart

WEEKS = [Bar(f"week {10 + n}", value, 22) for n, value in enumerate((18, 20, 25, 0))]


def test_the_highest_fills_the_drawing_and_nothing_is_nothing() -> None:
    chart = bar_chart(WEEKS)
    heights = [column.height for column in chart.columns]
    assert max(heights) == heights[2]
    assert heights[3] == 0
    assert chart.columns[2].share == "100.00%"


def test_what_is_too_much_is_counted_and_its_number_stands_above_the_bar() -> None:
    chart = bar_chart(WEEKS)
    assert [bar.over for bar in chart.over] == [3]
    assert [column.label_within for column in chart.columns] == [True, True, False, False]


def test_the_line_of_what_fits_is_whole_as_long_as_the_capacity_is_the_same() -> None:
    assert len(bar_chart(WEEKS).steps) == 1
    assert bar_chart(WEEKS).capacity == 22
    holidays = [Bar("a", 1, 10), Bar("b", 1, 10), Bar("c", 1, 0), Bar("d", 1, None), Bar("e", 1, 10)]
    chart = bar_chart(holidays)
    assert len(chart.steps) == 3
    assert chart.capacity is None
    assert chart.steps[1].y == chart.base


def test_with_many_bars_every_fourth_has_words_and_today_has_room() -> None:
    chart = bar_chart([Bar(f"wk {n}", n, now=n == 9) for n in range(53)])
    worded = [column.bar.words for column in chart.columns if column.words_shown]
    assert worded[:5] == ["wk 0", "wk 4", "wk 9", "wk 12", "wk 16"]
    assert chart.size == "many"


@given(st.lists(st.tuples(st.integers(0, 10**6), st.none() | st.integers(0, 10**6)), min_size=1, max_size=60))
def test_every_bar_lies_within_the_drawing(numbers: list[tuple[int, int | None]]) -> None:
    chart = bar_chart([Bar("", value, capacity) for value, capacity in numbers])
    for column in chart.columns:
        assert 0 <= column.y <= column.y + column.height == chart.base
        assert re.fullmatch(r"\d{1,3}\.\d\d%", column.x)
        assert float(column.x[:-1]) + float(column.width[:-1]) <= 100
    assert all(0 < step.y <= chart.base for step in chart.steps)


def test_a_chart_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="words of an empty list"):
        bar_chart([])
