"""A list as a file that a Dutch spreadsheet opens: semicolons, UTF-8 with a mark at its beginning, one row per line."""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet compute a cell instead of showing it."""


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """What somebody typed is shown and never computed."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows([_shown(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()


def csv_file(name: str, rows: Iterable[Sequence[str]]) -> Response:
    """To save under this name."""
    answer = Response(csv_text(rows), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _shown(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
