"""What may stand in a log, or be told to somebody, of an error."""

import traceback
from pathlib import Path

OURS = Path(__file__).parent.parent


class Impersonal(Exception):
    """An error whose message is made of code, settings and names of things alone, never of data. So a log may hold it.

    Of any other error a log holds the kind and the place only: a database quotes the row that it refused, and a library
    the value that it could not read.
    """


def kind_and_place(error: BaseException) -> str:
    """As `KeyError in stage_rows.py, regel 40`: the kind, and the last place of our own that it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    last = next((frame for frame in reversed(frames) if _is_ours(frame.filename)), frames[-1])
    return f"{type(error).__name__} in {Path(last.filename).name}, regel {last.lineno}"


def _is_ours(file: str) -> bool:
    return file.startswith(f"{OURS}/") and "site-packages" not in file
