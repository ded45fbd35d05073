"""Whether there is a Chromium for the browser tests: Debian's, or one that ZL_CHROMIUM points to."""

import os
import shutil
from pathlib import Path

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first draws pages only. The others also draw, unseen, the window of a browser around each."""


def available() -> tuple[bool, str]:
    """Whether a browser was found, and its path or the reason in one line."""
    try:
        return True, f"Chromium: {chromium_path()}"
    except LookupError as error:
        return False, str(error)


def chromium_path() -> Path:
    """Raises LookupError when there is none."""
    named = os.environ.get("ZL_CHROMIUM")
    found = named if named and Path(named).is_file() else next(filter(None, map(shutil.which, NAMES)), "")
    if not found:
        raise LookupError("no Chromium: the browser tests are left out (Debian: chromium)")
    return Path(found)
