"""The geometry of the year's chart: two bars a week and a line for today, in whole units of the drawing. A bar chart
this small needs no library; the template draws it as SVG and the same figures stand in a table below it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.migration.application.control.views import Week
from shared.calendar.days import monday_of
from shared.dutch import MONTHS, iso_week

SLOT = 24
BAR = 10
HEIGHT = 230
LEFT, TOP, BOTTOM = 52, 30, 50
LABEL_EVERY = 4
NEAR = timedelta(weeks=13)
"""A day that lies further outside the figures than this is not drawn: the chart would be mostly empty."""
TOWERS = 4
"""A figure of more than so many times the next one is cut off: most old rights end on one day, 31 December 2015."""


@dataclass(frozen=True, slots=True)
class Bar:
    x: int
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A label along an axis."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Cut:
    """A bar that does not fit, with its figure."""

    x: int
    count: int


@dataclass(frozen=True, slots=True)
class Chart:
    """`today`: where the line of today stands; None when that is too far from the figures. `cut`: the bars that are as
    high as the drawing, and stand for more."""

    width: int
    height: int
    bar: int
    left: int
    top: int
    base: int
    ending: Sequence[Bar]
    decisions: Sequence[Bar]
    weeks: Sequence[Mark]
    months: Sequence[Mark]
    levels: Sequence[Mark]
    cut: Sequence[Cut]
    today: int | None


def every_week(weeks: Sequence[Week], today: date) -> list[Week]:
    """The weeks from the first to the last, those without figures as well; they reach to today when that is near."""
    if not weeks:
        return []
    known = {week.monday: week for week in weeks}
    first, last = min(known), max(known)
    if first - NEAR <= today <= last + NEAR:
        first, last = min(first, monday_of(today)), max(last, monday_of(today))
    mondays = (first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1))
    return [known.get(monday, Week(monday, 0, 0)) for monday in mondays]


def draw(weeks: Sequence[Week], today: date) -> Chart:
    """For weeks without gaps; at least one."""
    top = _full_height(weeks)
    base = TOP + HEIGHT
    return Chart(
        width=LEFT + SLOT * len(weeks) + SLOT,
        height=base + BOTTOM,
        bar=BAR,
        left=LEFT,
        top=TOP,
        base=base,
        ending=[_bar(number, 1, week.ending, top) for number, week in enumerate(weeks)],
        decisions=[_bar(number, 1 + BAR, week.decisions, top) for number, week in enumerate(weeks)],
        weeks=[Mark(_at(n), f"{iso_week(weeks[n].monday)}") for n in range(0, len(weeks), LABEL_EVERY)],
        months=_months(weeks),
        levels=[Mark(base - HEIGHT * level // top, str(level)) for level in sorted({0, top // 2, top})],
        cut=[Cut(_at(n), max(week.ending, week.decisions)) for n, week in enumerate(weeks) if _towers(week, top)],
        today=next((_at(n) + SLOT // 2 for n, week in enumerate(weeks) if week.monday == monday_of(today)), None),
    )


def _full_height(weeks: Sequence[Week]) -> int:
    """What the whole height stands for: the highest figure, or twice the next one when it would flatten the others."""
    *_, second, highest = sorted(figure for week in weeks for figure in (week.ending, week.decisions))
    return 2 * second if second and highest > TOWERS * second else max(1, highest)


def _towers(week: Week, top: int) -> bool:
    return max(week.ending, week.decisions) > top


def _months(weeks: Sequence[Week]) -> list[Mark]:
    """A month stands below the week with its first day."""
    sundays = [week.monday + timedelta(days=6) for week in weeks]
    return [Mark(_at(n), MONTHS[day.month - 1]) for n, day in enumerate(sundays) if day.day <= 7]


def _bar(number: int, shift: int, count: int, top: int) -> Bar:
    height = HEIGHT * min(count, top) // top
    return Bar(_at(number) + shift, TOP + HEIGHT - height, height)


def _at(number: int) -> int:
    return LEFT + SLOT * number
