"""Waiting until a SQLite file changes: told at once by this process, found by looking when another process did it.

The longer nothing happened, the less often is looked: a log that rests costs next to nothing.
"""

import threading
import time
from pathlib import Path

from shared.database import DataVersion

LOOK_SECONDS_MIN = 0.01
LOOK_SECONDS_MAX = 0.25
LOOKS_PER_REST = 8
"""So often is looked in the time that nothing has happened yet: an eighth of a rest is the most that is added to it."""

Mark = tuple[int, int]
"""How often the bell was rung, and the file's version."""


class Bell:
    """For any number of threads. `file` is a database that exists."""

    def __init__(self, file: Path) -> None:
        self._changed = threading.Condition()
        self._rung = 0
        self._version = DataVersion(str(file))

    def ring(self) -> None:
        """Wakes everybody who waits in this process."""
        with self._changed:
            self._rung += 1
            self._changed.notify_all()

    def mark(self) -> Mark:
        """How things are; taken before reading, so that nothing is missed between reading and waiting."""
        with self._changed:
            return self._now()

    def wait(self, mark: Mark, until: float, quiet_since: float) -> None:
        """Returns when something changed since `mark`, and at `until` at the latest; both times are monotonic."""
        with self._changed:
            while self._now() == mark and (now := time.monotonic()) < until:
                rest = (now - quiet_since) / LOOKS_PER_REST
                self._changed.wait(min(until - now, LOOK_SECONDS_MAX, max(LOOK_SECONDS_MIN, rest)))

    def close(self) -> None:
        with self._changed:
            self._version.close()

    def _now(self) -> Mark:
        return self._rung, self._version.now()
