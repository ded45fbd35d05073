"""Builds the Dutch calendar: ordinary holidays from the `holidays` library, equated days from equated_days.toml."""

import tomllib
from datetime import date
from pathlib import Path

import holidays

from shared.calendar.days import LegalCalendar

EQUATED_DAYS = Path(__file__).parent / "equated_days.toml"


def read_calendar(file: Path = EQUATED_DAYS) -> LegalCalendar:
    """The calendar for the years that `file` declares complete. Raises KeyError or TOMLDecodeError on a broken file."""
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    first, last = content["first_year"], content["last_year"]
    days = {**_article_3(first, last), **{entry["date"]: entry["name"] for entry in content["day"]}}
    return LegalCalendar(days, first, last)


def _article_3(first_year: int, last_year: int) -> dict[date, str]:
    """ATW 3(1) and 3(2). The library files 5 May under `optional`, for it is a day off once in five years only."""
    found = holidays.country_holidays(
        "NL", years=range(first_year, last_year + 1), categories=("public", "optional"), language="nl"
    )
    return dict(found.items())
