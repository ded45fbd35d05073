"""Faults at every seam between a service and the world: the log, the database, the disk, the clock, its own process."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from unittest.mock import patch

from sqlalchemy import Connection, Engine, event

from deploy.data_dir import FileClock
from shared.events.envelope import Event
from shared.transport.contract import Found, Reader, Transport, TransportUnavailable
from shared.transport.topics import Topic


class Seam(StrEnum):
    """Where something goes wrong. `ANSWER_LOST`: it was done, and nobody heard. `TWICE`: a relay sends once more what
    it did not know was sent."""

    APPEND_REFUSED = "append-refused"
    ANSWER_LOST = "answer-lost"
    TWICE = "twice"
    READ_REFUSED = "read-refused"
    SHORT_READ = "short-read"
    NOT_ACKNOWLEDGED = "not-acknowledged"
    ACKNOWLEDGE_LOST = "acknowledge-lost"
    DISK_FULL = "disk-full"
    WRITE_REFUSED = "write-refused"
    READ_ERROR = "read-error"
    KILLED = "killed"
    CLOCK_BACK = "clock-back"
    CLOCK_AHEAD = "clock-ahead"


class Killed(BaseException):
    """The process is gone, wherever it was."""


@dataclass
class Faults:
    """The next fault and how often its seam is passed before it happens; none when `seam` is None."""

    seam: Seam | None = None
    after: int = 0
    happened: int = field(default=0)

    def at(self, seam: Seam) -> bool:
        """Whether it goes wrong here and now. Each fault happens once."""
        if self.seam is not seam:
            return False
        if self.after:
            self.after -= 1
            return False
        self.seam = None
        self.happened += 1
        return True


class FaultyLog:
    def __init__(self, inner: Transport, faults: Faults) -> None:
        self._inner = inner
        self._faults = faults

    def append(self, topic: Topic, events: Sequence[Event]) -> None:
        if self._faults.at(Seam.APPEND_REFUSED):
            raise TransportUnavailable("the log is away")
        if self._faults.at(Seam.TWICE):
            self._inner.append(topic, events)
        self._inner.append(topic, events)
        if self._faults.at(Seam.ANSWER_LOST):
            raise TransportUnavailable("the log went away before it answered")

    def reader(self, group: str, topics: Sequence[Topic]) -> "FaultyReader":
        return FaultyReader(self._inner.reader(group, topics), self._faults)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class FaultyReader:
    def __init__(self, inner: Reader, faults: Faults) -> None:
        self._inner = inner
        self._faults = faults

    def read(self, limit: int, wait_seconds: float) -> Sequence[Found]:
        if self._faults.at(Seam.READ_REFUSED):
            raise TransportUnavailable("the log is away")
        return self._inner.read(1 if self._faults.at(Seam.SHORT_READ) else limit, wait_seconds)

    def acknowledge(self) -> None:
        if self._faults.at(Seam.NOT_ACKNOWLEDGED):
            raise TransportUnavailable("the log is away")
        self._inner.acknowledge()
        if self._faults.at(Seam.ACKNOWLEDGE_LOST):
            raise TransportUnavailable("the log went away before it answered")

    def wake(self) -> None:
        self._inner.wake()

    def close(self) -> None:
        self._inner.close()


@contextmanager
def faulty_database(engine: Engine, faults: Faults) -> Iterator[None]:
    """Meanwhile statements and commits of this engine can fail, and the process can die before any of them."""

    def statement(_connection: Connection, _cursor: Any, text: str, *_: Any) -> None:
        if faults.at(Seam.KILLED):
            raise Killed
        if text.lstrip().upper().startswith("SELECT"):
            if faults.at(Seam.READ_ERROR):
                raise sqlite3.OperationalError("disk I/O error")
        elif faults.at(Seam.WRITE_REFUSED):
            raise sqlite3.OperationalError("attempt to write a readonly database")

    def commit(connection: Connection) -> None:
        if not connection.get_execution_options().get("read_only") and faults.at(Seam.DISK_FULL):
            raise sqlite3.OperationalError("database or disk is full")

    listeners: Mapping[str, Callable[..., None]] = {"before_cursor_execute": statement, "commit": commit}
    for name, listener in listeners.items():
        event.listen(engine, name, listener)
    try:
        yield
    finally:
        for name, listener in listeners.items():
            event.remove(engine, name, listener)


STEP = timedelta(hours=3)
"""Within the day, for the clock of a folder stands at noon; a day that changes is work of its own."""


@contextmanager
def faulty_clock(clock: FileClock, faults: Faults) -> Iterator[None]:
    """Meanwhile the clock can step, and it stands wrong until the end."""
    step, right = timedelta(), clock.now

    def now() -> datetime:
        nonlocal step
        if faults.at(Seam.CLOCK_BACK):
            step = -STEP
        if faults.at(Seam.CLOCK_AHEAD):
            step = STEP
        return right() + step

    with patch.object(clock, "now", now):
        yield
