"""Taking a region in with two processes: this one takes in, migrates and counts money; a second one writes letters.

The second one runs the worker of notifications and has letters rendered ahead. They meet in the log only, as services
in production do, so what comes of it does not depend on who is first.
"""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Self

import structlog

from deploy.ahead import RenderAhead
from deploy.logs import STOPPED, configure_logs, in_short
from deploy.production import open_service
from deploy.region import Region
from deploy.standing import look_less_often
from shared.impersonal import Impersonal
from shared.messaging.worker import WAIT_SECONDS, Worker

LETTERS = "notifications"
COMPLETE, END = "complete", "end"
"""What is said to the second process: all messages of a delivery lie in the log; there are no more deliveries."""
WRITTEN = "written"
"""What it answers to the first."""
ASK_SECONDS = 0.5
log = structlog.get_logger()
SPAWN = multiprocessing.get_context("spawn")


class SecondProcessFailed(Impersonal):
    """The process that writes letters stopped. The message says why, as far as it could tell."""


class LettersBeside:
    """Within it, `work` does what `Region.work` does, with two processes; what the second one still renders then goes
    on beside the next delivery. Whatever ends the second one too early comes out of `work`, or at the end.
    """

    def __init__(self, region: Region) -> None:
        self._region = region
        self._connection, theirs = SPAWN.Pipe()
        self._process = SPAWN.Process(target=write_letters, args=(region.data.path, theirs), name="letters")
        self._theirs = theirs

    def __enter__(self) -> Self:
        self._process.start()
        # Only the second process holds its end now, so when it ends in whatever way, this one hears it.
        self._theirs.close()
        return self

    def work(self, progress: Callable[[int], None] | None = None) -> None:
        """Lets all services work until nobody has anything left to do. Raises SecondProcessFailed."""
        self._region.work(progress, without=LETTERS)
        self._say(COMPLETE)
        while not self._connection.poll(ASK_SECONDS):
            if progress is not None:
                progress(self._region.to_read())
        self._hear()
        # What was said of the letters is read by the first process too.
        self._region.work(progress, without=LETTERS)
        if progress is not None:
            progress(self._region.to_read())

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._say(END)
                self._process.join()
                if self._process.exitcode != 0:
                    self._hear()
        finally:
            # What it is in the middle of is undone by its database, as with any worker that is killed.
            self._process.terminate()
            self._process.join()
            self._connection.close()

    def _say(self, order: str) -> None:
        try:
            self._connection.send(order)
        except OSError:
            self._hear()

    def _hear(self) -> None:
        """Raises SecondProcessFailed for any answer but that all letters are written."""
        try:
            answer = self._connection.recv()
        except (EOFError, OSError):
            self._process.join()
            answer = f"it ended with code {self._process.exitcode}"
        if answer != WRITTEN:
            raise SecondProcessFailed(f"the process that writes letters stopped: {answer}")


def write_letters(folder: Path, connection: Connection) -> None:
    """What the second process does. Ctrl-C is for the first one, which then ends this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    configure_logs()
    look_less_often()
    try:
        service = open_service(LETTERS, os.environ, folder)
        worker = service.make_worker()
        orders = Orders(connection, worker.wake)
        with RenderAhead(service) as ahead:

            def written() -> None:
                ahead.go()
                connection.send(WRITTEN)

            follow(worker, orders, written)
        worker.close()
    except BaseException as failure:
        connection.send(in_short(failure))
        # Raised on, it would be printed with its message by the library that started this process.
        log.critical(STOPPED, exc_info=failure)
        sys.exit(1)


class Orders:
    """What the first process says, as it comes. When that one is gone, this one ends at once."""

    def __init__(self, connection: Connection, came: Callable[[], None]) -> None:
        self._connection = connection
        self._came = came
        self._orders: SimpleQueue[str] = SimpleQueue()
        threading.Thread(target=self._listen, name="orders", daemon=True).start()

    def take(self) -> str | None:
        try:
            return self._orders.get_nowait()
        except Empty:
            return None

    def _listen(self) -> None:
        order = ""
        while order != END:
            try:
                order = self._connection.recv()
            except (EOFError, OSError):
                os._exit(1)
            self._orders.put(order)
            self._came()


def follow(worker: Worker, orders: Orders, written: Callable[[], None]) -> None:
    """Works until the end is said. `written` is called when a delivery is complete and nothing of it is left to do."""
    order = None
    while order != END:
        # Taken before looking for work, so that there is none left of what it speaks of when none is found.
        order = order or orders.take()
        if worker.work_once(0.0 if order else WAIT_SECONDS) or order != COMPLETE:
            continue
        written()
        order = None
