"""Letters are rendered while the next delivery is taken in, so that one core is not idle while the other works."""

import os
import threading
from types import TracebackType
from typing import Self

from deploy.region import Region


class RenderAhead:
    """Within it, `go` says that letters are ready: a thread then has their files made with one process. At the end it
    may use every core, and is waited for. A failure in it comes out at the end.
    """

    def __init__(self, region: Region) -> None:
        self._region = region
        self._asked = threading.Event()
        self._ended = threading.Event()
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="render-ahead")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def go(self) -> None:
        self._asked.set()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._asked.set()
        self._thread.join()
        if error is None and self._failure is not None:
            raise self._failure

    def _run(self) -> None:
        try:
            while not self._ended.is_set():
                self._asked.wait()
                self._asked.clear()
                if not self._ended.is_set():
                    self._prepare()
        except BaseException as failure:  # noqa: BLE001 - it is raised again by the thread that waits
            self._failure = failure

    def _prepare(self) -> None:
        today = self._region.clock.today()
        for service in self._region.services.values():
            service.prepare(today, self._processes)

    def _processes(self) -> int:
        return (os.cpu_count() or 1) if self._ended.is_set() else 1
