"""A bar chart that needs no legend: every bar says its own number, and the line of what fits says what it is.

Places are whole hundredths of a percent across and whole pixels up, so that text keeps its size at every width.
"""

from collections.abc import Sequence
from dataclasses import dataclass

HEIGHT, TOP, BOTTOM = 220, 44, 46
"""The drawing: how high, and what is left free for the numbers above the bars and the words below them."""

FULL = 10_000
LABEL_WITHIN = 26
"""From so many pixels a bar is high enough to hold its own number."""

FEW, SOME = 6, 16
"""Up to so many bars fit on a telephone, or on a tablet; beyond that, a narrow screen gets lines instead."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One number with its words. `capacity` is what fits; `now` marks where today is; `href` leads to its list."""

    words: str
    value: int
    capacity: int | None = None
    now: bool = False
    href: str = ""

    @property
    def is_full(self) -> bool:
        """Whether nothing more fits."""
        return self.capacity is not None and self.value > 0 and self.value >= self.capacity

    @property
    def over(self) -> int:
        """By how many it is too much."""
        return max(0, self.value - self.capacity) if self.capacity is not None else 0


@dataclass(frozen=True, slots=True)
class Column:
    """A bar as it is drawn. `share` and `fits` are how long it and its capacity are as a line, on a narrow screen."""

    bar: Bar
    x: str
    middle: str
    width: str
    y: int
    height: int
    label_y: int
    label_within: bool
    words_shown: bool
    share: str
    fits: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of the line of what fits."""

    x1: str
    x2: str
    y: int


@dataclass(frozen=True, slots=True)
class Chart:
    columns: Sequence[Column]
    steps: Sequence[Step]
    capacity: int | None
    right: str
    size: str

    @property
    def base(self) -> int:
        return HEIGHT - BOTTOM

    @property
    def height(self) -> int:
        return HEIGHT

    @property
    def over(self) -> Sequence[Bar]:
        return [column.bar for column in self.columns if column.bar.over]


def bar_chart(bars: Sequence[Bar]) -> Chart:
    """Raises ValueError without bars: an empty list is said in words, not drawn."""
    if not bars:
        raise ValueError("a chart without bars; show the words of an empty list instead")
    most = max(1, *(max(bar.value, bar.capacity or 0) for bar in bars))
    capacities = {bar.capacity for bar in bars if bar.capacity is not None}
    margin = _margin(len(bars)) if capacities else 0
    slot = (FULL - margin) // len(bars)
    worded = _worded(bars)
    columns = [_column(bar, place * slot, slot, most, place in worded) for place, bar in enumerate(bars)]
    return Chart(
        columns=columns,
        steps=_steps(bars, slot, most),
        capacity=next(iter(capacities)) if len(capacities) == 1 else None,
        right=_percent(slot * len(bars)),
        size="few" if len(bars) <= FEW else "some" if len(bars) <= SOME else "many",
    )


def _column(bar: Bar, left: int, slot: int, most: int, words_shown: bool) -> Column:
    gap = slot // 6
    high = _high(bar.value, most)
    # Above a bar that is too high there is no line to run through the number; below it, the number stands in the bar.
    within = high >= LABEL_WITHIN and not bar.over
    y = HEIGHT - BOTTOM - high
    return Column(
        bar=bar,
        x=_percent(left + gap),
        middle=_percent(left + slot // 2),
        width=_percent(slot - 2 * gap),
        y=y,
        height=high,
        label_y=y + 18 if within else y - 6,
        label_within=within,
        words_shown=words_shown,
        share=_percent(bar.value * FULL // most),
        fits=None if bar.capacity is None else _percent(bar.capacity * FULL // most),
    )


def _steps(bars: Sequence[Bar], slot: int, most: int) -> list[Step]:
    """One stretch for as long as the capacity stays the same."""
    steps: list[Step] = []
    first = 0
    for place in range(1, len(bars) + 1):
        if place == len(bars) or bars[place].capacity != bars[first].capacity:
            capacity = bars[first].capacity
            if capacity is not None:
                y = HEIGHT - BOTTOM - _high(capacity, most)
                steps.append(Step(_percent(first * slot), _percent(place * slot), y))
            first = place
    return steps


def _high(value: int, most: int) -> int:
    return value * (HEIGHT - BOTTOM - TOP) // most


def _margin(bars: int) -> int:
    """What is left free on the right for the words at the line."""
    return 1700 if bars <= FEW else 900 if bars <= SOME else 500


def _worded(bars: Sequence[Bar]) -> set[int]:
    """Which bars have words below them: with many there is room for every fourth, and for that of today."""
    if len(bars) <= SOME:
        return set(range(len(bars)))
    now = {place for place, bar in enumerate(bars) if bar.now}
    return now | {place for place in range(0, len(bars), 4) if all(abs(place - today) > 2 for today in now)}


def _percent(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02d}%"
