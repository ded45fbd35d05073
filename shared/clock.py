"""The clock is an argument: whoever needs now or today is handed one of these."""

from datetime import UTC, date, datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def dutch_day(moment: datetime) -> date:
    """The calendar day in the Netherlands of an aware moment."""
    return moment.astimezone(AMSTERDAM).date()


class Clock(Protocol):
    def now(self) -> datetime:
        """The moment, aware, in UTC."""

    def today(self) -> date:
        """The calendar day in the Netherlands."""


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return self.now().astimezone(AMSTERDAM).date()


class TurnedClock:
    """A clock set to a day, for tests and the demo; it stands at noon so that no time zone moves the day."""

    def __init__(self, day: date) -> None:
        self.day = day

    def now(self) -> datetime:
        return datetime.combine(self.day, time(12), AMSTERDAM).astimezone(UTC)

    def today(self) -> date:
        return self.day
