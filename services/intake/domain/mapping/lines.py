"""The delivery file as lines, before anybody knows what they mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.intake.domain.mapping.rows import RowError


class Unreadable(Exception):
    """A delivery file or its manifest cannot be read. The message is Dutch: what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Position:
    """How far the archived file was read: lines after the header, and bytes from the start of the file."""

    line: int = 0
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file, its values in the order of COLUMNS. With a `fault` it could not be read as it should: the
    values are what was found, perhaps none."""

    number: int
    values: Sequence[str]
    fault: RowError | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines, and where the next ones begin."""

    lines: Sequence[Line]
    end: Position
