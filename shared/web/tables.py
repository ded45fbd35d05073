"""Rows of a long table, prepared before they are drawn: one macro draws them all (`rows` in tables.html), which takes a
fraction of the time of a macro per cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Cell:
    """`note`: a second, shorter line; `tag` puts it in a coloured field (tags.html)."""

    words: str
    href: str = ""
    note: str = ""
    tag: Literal["", "neutral", "danger", "warning", "safe"] = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What the row is about, with a quieter second line, and a cell for each further column."""

    words: str
    href: str
    cells: Sequence[Cell]
    small: str = ""
    total: bool = False
