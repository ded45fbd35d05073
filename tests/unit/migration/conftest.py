"""A small law book and calendar in memory: unit tests read no file."""

from datetime import date

import pytest

from shared.calendar.days import LegalCalendar
from shared.law.book import Dated, LawBook, Parameter, Source

SOURCE = Source("testwet", "BWBR0000000", "1", "for tests")
HOLIDAYS = {
    date(2014, 12, 25): "Eerste kerstdag",
    date(2014, 12, 26): "Tweede kerstdag",
    date(2015, 1, 1): "Nieuwjaarsdag",
    date(2015, 4, 6): "Tweede paasdag",
    date(2016, 1, 1): "Nieuwjaarsdag",
}


COUNTING = {
    "atw.first-day-counted": ("days", 1, "counted"),
    "atw.no-last-day": ("list", ["zaterdag", "zondag", "feestdag"], "moved"),
    "atw.working-days": ("table", {"term-of-days": 3, "working-days": 2}, "lengthened"),
    "atw.longest": ("table", {"weeks": 12, "days": 90}, "not-extended"),
}


def parameter(key: str, unit: str, value: object, *said: str) -> Parameter:
    sentences = dict.fromkeys(said, "Zo staat het in de wet.")
    return Parameter(key, unit, key, (Dated(value, date(2014, 1, 1), None, SOURCE, sentences),), "test@2014")


@pytest.fixture(scope="session")
def book() -> LawBook:
    weeks = {"term.investigation": 6, "term.decision": 2, "term.objection": 6}
    first = parameter("investigation.first-day", "date", date(2014, 11, 1))
    terms = [parameter(key, "weeks", value) for key, value in weeks.items()]
    return LawBook([first, *terms, *(parameter(key, *values) for key, values in COUNTING.items())])


@pytest.fixture(scope="session")
def calendar() -> LegalCalendar:
    return LegalCalendar(HOLIDAYS, 2014, 2016)
