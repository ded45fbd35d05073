"""The law book, municipal policy and the names of municipalities, from their files."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from shared.law.book import LawBook
from shared.law.files import read_law_book

HERE = Path(__file__).parent
LAW = HERE.parent / "law"
POLICY = HERE / "policy"
MUNICIPALITIES = HERE / "municipalities.toml"


def read_law() -> LawBook:
    """Raises LawError that names file and key."""
    return read_law_book(LAW)


def read_policy() -> LawBook:
    return read_law_book(POLICY)


def read_municipalities() -> Mapping[str, str]:
    """Names by code. Raises TOMLDecodeError on a broken file."""
    return {code: str(name) for code, name in tomllib.loads(MUNICIPALITIES.read_text(encoding="utf-8")).items()}
