"""Dates, amounts and lists as a Dutch reader writes them. Pure."""

from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from functools import lru_cache

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
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


@lru_cache(maxsize=10_000)
def date_in_words(day: date | str) -> str:
    """`30 juni 2015`; also takes the ISO text of a date."""
    when = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def month_in_words(day: date) -> str:
    """`juni 2015`"""
    return f"{MONTHS[day.month - 1]} {day.year}"


def weekday_in_words(day: date) -> str:
    """`dinsdag 30 juni`: a day nearby, whose year goes without saying."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def full_day_in_words(day: date) -> str:
    """`dinsdag 30 juni 2015`"""
    return f"{weekday_in_words(day)} {day.year}"


def due_in_words(day: date, today: date) -> str:
    """A last day as it is felt today: `27 februari, 3 dagen te laat`, `vandaag`, `morgen`, `5 maart`."""
    late = (today - day).days
    if late in (0, -1):
        return "vandaag" if late == 0 else "morgen"
    near = f"{day.day} {MONTHS[day.month - 1]}" if day.year == today.year else date_in_words(day)
    return near if late < 0 else f"{near}, {counted(late, 'dag', 'dagen')} te laat"


def hour_in_words(moment: time) -> str:
    """A time of day as Dutch writes it: `9.30 uur`"""
    return f"{moment.hour}.{moment.minute:02} uur"


def iso_week(day: date) -> int:
    """The number of the week, as Dutch calendars print it."""
    return day.isocalendar().week


def whole(number: int) -> str:
    """A whole number with a point between the thousands: 7612 becomes `7.612`."""
    return f"{number:,}".replace(",", ".")


def counted(number: int, one: str, many: str) -> str:
    """A number with what it counts: `1 brief`, `7.612 brieven`."""
    return f"{whole(number)} {one if number == 1 else many}"


def euros(cents: int) -> str:
    """Cents as a column of amounts writes them: 123456 becomes `1.234,56`."""
    sign = "-" if cents < 0 else ""
    whole, rest = divmod(abs(cents), 100)
    return f"{sign}{whole:,}".replace(",", ".") + f",{rest:02d}"


def amount(cents: int) -> str:
    """An amount within a sentence, which no line break parts from its sign: 123456 becomes `€ 1.234,56`."""
    return f"€\u00a0{euros(cents)}"


def percent(share: Decimal) -> str:
    """A share as a percentage, without needless decimals: 0.33 becomes `33%` and 0.015 `1,5%`."""
    return f"{(share * 100).normalize():f}%".replace(".", ",")


def list_in_words(words: Sequence[str]) -> str:
    """`a`, `a en b`, `a, b en c`. Raises ValueError for an empty list, which no sentence can hold."""
    if not words:
        raise ValueError("there is nothing to list")
    *first, last = words
    return f"{', '.join(first)} en {last}" if first else last
