"""How many conversations fit in each week of a municipality, as planning counts it. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta

from services.migration.domain.planning.weeks import Capacity, WeekLoads, usable_weeks
from shared.calendar.days import CalendarError, LegalCalendar

WEEK = timedelta(weeks=1)


def weekly_room(first: date, last: date, capacity: Capacity, calendar: LegalCalendar) -> Mapping[date, int]:
    """By the Monday of every week from `first` through `last`, both Mondays; 0 for a week that is not used. Empty when
    the calendar does not know those weeks."""
    try:
        weeks = usable_weeks(first, last, capacity.least_working_days, calendar)
    except CalendarError:
        return {}
    loads = WeekLoads(weeks, {}, capacity.conversations)
    room = {week.monday: loads.room(number, capacity.conversations) for number, week in enumerate(weeks)}
    every_week = (first + number * WEEK for number in range((last - first).days // 7 + 1))
    return {monday: room.get(monday, 0) for monday in every_week}
