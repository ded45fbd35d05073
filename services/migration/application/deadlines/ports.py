"""What counting a term asks of the world."""

from typing import Protocol

from shared.calendar.days import LegalCalendar
from shared.law.book import LawBook


class Work(Protocol):
    @property
    def law(self) -> LawBook: ...

    @property
    def calendar(self) -> LegalCalendar: ...
