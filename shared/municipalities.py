"""Which municipality a code stands for: the one list for screens and letters (municipalities.toml)."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

NAMES = Path(__file__).with_suffix(".toml")


class UnknownMunicipality(LookupError):
    """A code that is not in the list. Names the code and the file."""


def municipality_name(code: str) -> str:
    """The name by CBS code, like Houten by 0321. Raises UnknownMunicipality."""
    names = _names()
    if code not in names:
        raise UnknownMunicipality(f"municipality code {code!r} is not in {NAMES.name}")
    return names[code]


def is_known(code: str) -> bool:
    return code in _names()


def known_codes() -> frozenset[str]:
    return frozenset(_names())


def municipality_in_words(code: str) -> str:
    """The name, or that we do not know it: for a code that others gave, or that is empty."""
    return _names().get(code) or (f"onbekend ({code})" if code else "onbekend")


def by_name(codes: Iterable[str]) -> list[str]:
    """The codes in the order of their names, as a list to choose from shows them. Raises UnknownMunicipality."""
    return sorted(codes, key=municipality_name)


@cache
def _names() -> Mapping[str, str]:
    return {code: str(name) for code, name in tomllib.loads(NAMES.read_text(encoding="utf-8")).items()}
