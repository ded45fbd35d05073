"""Dates as a Dutch reader writes them."""

from datetime import date

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


def dutch_date(day: date | str) -> str:
    """`30 juni 2015`; also takes the ISO text of a date."""
    when = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def dutch_month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def iso_week(day: date) -> int:
    return day.isocalendar().week
