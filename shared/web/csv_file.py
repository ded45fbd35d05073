"""A list as a file for a spreadsheet: semicolons and a byte order mark, as Dutch spreadsheets open them."""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins with one of these would be worked out by a spreadsheet instead of shown."""


def csv_file(name: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Response:
    """To be saved under `name`."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    answer = Response("\ufeff" + text.getvalue(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
