from pathlib import Path

import pytest

import services.migration
from shared.calendar.days import LegalCalendar
from shared.calendar.dutch import read_calendar
from shared.law.book import LawBook
from shared.law.files import read_law_book


@pytest.fixture(scope="session")
def book() -> LawBook:
    return read_law_book(Path(str(services.migration.__file__)).parent / "law")


@pytest.fixture(scope="session")
def calendar() -> LegalCalendar:
    return read_calendar()
