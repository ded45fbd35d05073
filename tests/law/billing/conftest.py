from pathlib import Path

import pytest

import services.billing
from shared.law.book import LawBook
from shared.law.files import read_law_book
from tests.unit.billing.office import Office


@pytest.fixture(scope="session")
def book() -> LawBook:
    """The law as it ships with billing."""
    return read_law_book(Path(services.billing.__path__[0]) / "law")


@pytest.fixture
def office(book: LawBook) -> Office:
    return Office(book)
