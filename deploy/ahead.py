"""Letters are rendered while deliveries are still taken in, so that no core is idle while another works."""

import os
import threading
from collections.abc import Generator
from contextlib import closing
from queue import SimpleQueue
from types import TracebackType
from typing import Self

from shared.service import Service


class RenderAhead:
    """Within it, `go` says that the letters of this moment are complete: a thread then has their files made, by one
    process, for others are at work. At the end it finishes the step that it is at, on every core, for it is waited for;
    what is left is the tick's. A failure in it comes out at the next `go`, or at the end.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._asked: SimpleQueue[Generator[None] | None] = SimpleQueue()
        self._ended = threading.Event()
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="render-ahead")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def go(self) -> None:
        """Looks at once which letters there are: those of the next delivery must not be among them half."""
        self._raise_failure()
        self._asked.put(self._service.prepare(self._service.database.clock.today(), self._processes))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._asked.put(None)
        self._thread.join()
        if error is None:
            self._raise_failure()

    def _processes(self) -> int:
        return (os.cpu_count() or 1) if self._ended.is_set() else 1

    def _raise_failure(self) -> None:
        if self._failure is not None:
            raise self._failure

    def _run(self) -> None:
        try:
            while (steps := self._asked.get()) is not None and not self._ended.is_set():
                with closing(steps):
                    self._take(steps)
        except BaseException as failure:  # noqa: BLE001 - it is raised again by the thread that waits
            self._failure = failure

    def _take(self, steps: Generator[None]) -> None:
        for _ in steps:
            if self._ended.is_set():
                return
