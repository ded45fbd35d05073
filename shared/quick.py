"""A figure that can take long to get, for who cannot wait."""

import math
import threading
from collections.abc import Callable

PATIENCE_SECONDS = 0.3


class Quickly:
    """Asks in a thread of its own, one at a time; gives the newest answer that came, NaN as long as none did."""

    def __init__(self, read: Callable[[], float], failures: tuple[type[Exception], ...]) -> None:
        """`failures`: after which the figure is unknown; any other exception is a fault of ours and stays one."""
        self._read = read
        self._failures = failures
        self._known = math.nan
        self._asking = threading.Lock()
        self._answered = threading.Event()

    def value(self, patience_seconds: float = PATIENCE_SECONDS) -> float:
        if self._asking.acquire(blocking=False):
            self._answered.clear()
            threading.Thread(target=self._ask, name="figure", daemon=True).start()
        self._answered.wait(patience_seconds)
        return self._known

    def _ask(self) -> None:
        try:
            self._known = self._read()
        except self._failures:
            self._known = math.nan
        finally:
            self._answered.set()
            self._asking.release()
