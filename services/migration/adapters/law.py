"""The law book and municipal policy, from their files."""

from pathlib import Path

from shared.law.book import LawBook
from shared.law.files import read_law_book

HERE = Path(__file__).parent
LAW = HERE.parent / "law"
POLICY = HERE / "policy"


def read_law() -> LawBook:
    """Raises LawError that names file and key."""
    return read_law_book(LAW)


def read_policy() -> LawBook:
    return read_law_book(POLICY)
