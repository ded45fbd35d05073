"""The year's chart: conversations per week against what fits, each week a link to its list. Pure."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from services.migration.application.control.boards import Week
from shared.calendar.days import monday_of
from shared.dutch import iso_week
from shared.web.charts import Bar, Chart, bar_chart

NEAR = timedelta(weeks=13)
"""A today that lies further outside the conversations than this is not drawn: the chart would be mostly empty."""


def conversation_weeks(weeks: Sequence[Week], today: date) -> list[Week]:
    """From the first week with a conversation to the last one; they reach to today when that is near."""
    held = [week.monday for week in weeks if week.conversations]
    if not held:
        return []
    first, last = min(held), max(held)
    if first - NEAR <= today <= last + NEAR:
        first, last = min(first, monday_of(today)), max(last, monday_of(today))
    known = {week.monday: week for week in weeks}
    mondays = (first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1))
    return [known.get(monday, Week(monday)) for monday in mondays]


def draw(weeks: Sequence[Week], today: date, href: Callable[[date], str]) -> Chart | None:
    """None without conversations. `href` leads to the list of a week; empty for who may not open it."""
    shown = conversation_weeks(weeks, today)
    return bar_chart([_bar(week, today, href) for week in shown]) if shown else None


def _bar(week: Week, today: date, href: Callable[[date], str]) -> Bar:
    return Bar(
        words=f"wk {iso_week(week.monday)}",
        value=week.conversations,
        capacity=week.capacity,
        now=week.monday == monday_of(today),
        href=href(week.monday) if week.conversations else "",
    )
