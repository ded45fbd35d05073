"""The geometry of the year's chart: two bars a week, in whole units of the drawing. A bar chart this small needs no
library; the template draws it as SVG and the same figures stand in a table beside it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.migration.application.views import Week
from shared.web.dates import iso_week

SLOT = 18
BAR = 7
HEIGHT = 200
LEFT, TOP, BOTTOM = 50, 12, 40
LABEL_EVERY = 4


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
class Chart:
    width: int
    height: int
    bar: int
    left: int
    base: int
    ending: Sequence[Bar]
    decisions: Sequence[Bar]
    weeks: Sequence[Mark]
    levels: Sequence[Mark]


def every_week(weeks: Sequence[Week]) -> list[Week]:
    """The weeks from the first to the last, those without figures as well."""
    if not weeks:
        return []
    known = {week.monday: week for week in weeks}
    first, last = min(known), max(known)
    mondays = (first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1))
    return [known.get(monday, Week(monday, 0, 0)) for monday in mondays]


def draw(weeks: Sequence[Week]) -> Chart:
    """For weeks without gaps; at least one."""
    top = max(1, *(max(week.ending, week.decisions) for week in weeks))
    base = TOP + HEIGHT
    return Chart(
        width=LEFT + SLOT * len(weeks) + SLOT,
        height=base + BOTTOM,
        bar=BAR,
        left=LEFT,
        base=base,
        ending=[_bar(number, 1, week.ending, top) for number, week in enumerate(weeks)],
        decisions=[_bar(number, 1 + BAR, week.decisions, top) for number, week in enumerate(weeks)],
        weeks=[Mark(LEFT + SLOT * n, _label(weeks[n].monday)) for n in range(0, len(weeks), LABEL_EVERY)],
        levels=[Mark(base - HEIGHT * level // top, str(level)) for level in sorted({0, top // 2, top})],
    )


def _bar(number: int, shift: int, count: int, top: int) -> Bar:
    height = HEIGHT * count // top
    return Bar(LEFT + SLOT * number + shift, TOP + HEIGHT - height, height)


def _label(monday: date) -> str:
    return f"{iso_week(monday)}"
