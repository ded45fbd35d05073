"""The law that billing applies, as it ships with the service."""

from pathlib import Path

from shared.law.book import LawBook
from shared.law.files import read_law_book

LAW = Path(__file__).resolve().parent.parent / "law"


def law_book() -> LawBook:
    """Raises LawError that names file and key when something in a file is wrong."""
    return read_law_book(LAW)
