from pathlib import Path

import pytest

import services.billing
from shared.law.book import LawBook
from shared.law.files import read_law_book


@pytest.fixture(scope="session")
def book() -> LawBook:
    """The law as it ships with billing."""
    return read_law_book(Path(services.billing.__path__[0]) / "law")
