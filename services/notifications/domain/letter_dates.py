"""Dates as a Dutch reader says them."""

from datetime import date, timedelta

CHANGE_DAY = date(2015, 1, 1)
"""The day on which the care goes to municipality, insurer or Wlz (Stb. 2014, 281)."""
AWBZ_LAST_DAY = date(2014, 12, 31)

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def in_words(day: date) -> str:
    """2015-06-30 becomes `30 juni 2015`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def working_week(monday: date) -> str:
    """The five working days from a Monday, without a week number: `maandag 2 maart tot en met vrijdag 6 maart 2015`.

    Raises ValueError when the day is no Monday.
    """
    if monday.weekday() != 0:
        raise ValueError(f"{monday} is not a Monday")
    friday = monday + timedelta(days=4)
    first = in_words(monday) if friday.year != monday.year else f"{monday.day} {MONTHS[monday.month - 1]}"
    return f"maandag {first} tot en met vrijdag {in_words(friday)}"
