"""A list as a file for a spreadsheet: semicolons and a byte order mark, as Dutch spreadsheets open them.

Every list has one, at the address of its screen with `.csv` behind it: the same filters and order, and all pages. It is
read part by part while it is sent, each part by the use case that shows a page of it, so that whoever is in it stands
in the read log.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from typing import TypeVar

from flask import Response, stream_with_context

T = TypeVar("T")
Value = str | int | date | None

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""A cell that begins with one of these would be worked out by a spreadsheet instead of shown; the last four are full
width, which some take for the same."""
AT_ONCE = 500
"""So many lines of a list are read at once."""


def csv_file(name: str, heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> Response:
    """To be saved under `name`. The first row is read here, so that what is refused is refused before a file begins."""
    coming = iter(rows)
    first = list(islice(coming, 1))
    lines = _lines(heads, chain(first, coming))
    answer = Response(stream_with_context(lines), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def in_parts(part_from: Callable[[int], Sequence[T]]) -> Iterator[T]:
    """Everything of a list; `part_from` gives at most AT_ONCE of it, without so many of the first."""
    first = 0
    while part := part_from(first):
        yield from part
        if len(part) < AT_ONCE:
            return
        first += AT_ONCE


def _lines(heads: Sequence[str], rows: Iterator[Sequence[Value]]) -> Iterator[str]:
    yield "\ufeff" + _written([heads])
    while some := list(islice(rows, AT_ONCE)):
        yield _written(some)


def _written(rows: Iterable[Sequence[Value]]) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([_cell(each) for each in row] for row in rows)
    return text.getvalue()


def _cell(value: Value) -> str:
    """Days as a spreadsheet reads them."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    return value.isoformat() if isinstance(value, date) else str(value)
