"""The embedded log: one SQLite file in WAL mode, for any number of threads and processes on one machine.

Offsets are handed out inside the append's write transaction. SQLite lets one writer in at a time, so an offset never
becomes visible before a lower one of the same partition, and a position can be a plain number here.

A member of a group holds a file lock on each partition of the batch that it has open. The operating system lets go of
the locks when the process dies, so that another member reads the batch again at once, without a lease that must expire.

A reader without work waits for the bell: an append in this process rings it, one in another process is looked for.
"""

import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError

from shared.database import open_engine, reading, repeatable, sqlite_url
from shared.events.envelope import Event, attributes, decode_data, encode_data
from shared.json_text import json_value
from shared.transport.bell import Bell, Mark
from shared.transport.binary_mode import NUL, NotAnEvent, Raw, checked, subject_of
from shared.transport.contract import Found, NotAcknowledged, Record, TransportUnavailable, Unreadable, events_in
from shared.transport.topics import Topic

TAIL = 100
"""Of each partition so many records are looked through for the highest number: it is the last one's, but for poison."""
HELD_SECONDS = 0.05
"""A member that dies tells nobody: while another member holds all there is to read, its lock is tried this often."""
FAULTS = (OperationalError, sqlite3.OperationalError)
Place = tuple[str, int]
"""A topic and a partition of it."""

SCHEMA = (
    """CREATE TABLE IF NOT EXISTS record (
        id INTEGER PRIMARY KEY, topic TEXT NOT NULL, part INTEGER NOT NULL, position INTEGER NOT NULL,
        attributes TEXT NOT NULL, data TEXT NOT NULL, UNIQUE (topic, part, position))""",
    """CREATE TABLE IF NOT EXISTS head (
        topic TEXT NOT NULL, part INTEGER NOT NULL, next INTEGER NOT NULL, PRIMARY KEY (topic, part))""",
    """CREATE TABLE IF NOT EXISTS place (
        member_group TEXT NOT NULL, topic TEXT NOT NULL, part INTEGER NOT NULL, next INTEGER NOT NULL,
        PRIMARY KEY (member_group, topic, part))""",
)

PLACES = text("SELECT topic, part, next FROM place WHERE member_group = :member_group")
NEWEST = text(
    """SELECT record.part, record.position, CAST(attributes AS BLOB) AS attributes, CAST(data AS BLOB) AS data
       FROM head JOIN record ON record.topic = head.topic AND record.part = head.part
       WHERE head.topic = :topic AND record.position >= head.next - :tail"""
)
PENDING = text(
    """SELECT head.topic, head.part, COALESCE(place.next, 0) AS next, head.next AS stop
       FROM head LEFT JOIN place
         ON place.topic = head.topic AND place.part = head.part AND place.member_group = :member_group
       WHERE head.next > COALESCE(place.next, 0)"""
)
NEXT = text("SELECT next FROM place WHERE member_group = :member_group AND topic = :topic AND part = :part")
SLICE = text(
    """SELECT position, CAST(attributes AS BLOB) AS attributes, CAST(data AS BLOB) AS data FROM record
       WHERE topic = :topic AND part = :part AND position >= :next ORDER BY position LIMIT :limit"""
)
MOVE = text(
    """INSERT INTO place (member_group, topic, part, next) VALUES (:member_group, :topic, :part, :next)
       ON CONFLICT (member_group, topic, part) DO UPDATE SET next = excluded.next"""
)
HEADS = text("SELECT part, next FROM head WHERE topic = :topic")
MOVE_HEAD = text(
    """INSERT INTO head (topic, part, next) VALUES (:topic, :part, :next)
       ON CONFLICT (topic, part) DO UPDATE SET next = excluded.next"""
)
ADD = "INSERT INTO record (topic, part, position, attributes, data) VALUES (?, ?, ?, ?, ?)"


class EmbeddedLog:
    """A Transport in one file. `path` is the SQLite file; the lock files lie in a folder beside it."""

    def __init__(self, path: Path) -> None:
        self._engine = open_engine(sqlite_url(path))
        self._locks = path.parent / f"{path.name}-locks"
        self._locks.mkdir(exist_ok=True)
        with self._engine.begin() as connection:
            for statement in SCHEMA:
                connection.execute(text(statement))
        self._bell = Bell(path)

    def append(self, topic: Topic, events: Sequence[Event]) -> None:
        if not events:
            return
        with _unavailable("written"), self._engine.begin() as connection:
            self._append(connection, topic, events)
        self._bell.ring()

    def _append(self, connection: Connection, topic: Topic, events: Sequence[Event]) -> None:
        heads = {row.part: row.next for row in connection.execute(HEADS, {"topic": topic.name})}
        rows = []
        for event in events:
            part = topic.partition_of(event.subject)
            position = heads.get(part, 0)
            heads[part] = position + 1
            rows.append((topic.name, part, position, encode_data(attributes(event)), encode_data(event.data)))
        connection.exec_driver_sql(ADD, rows)
        connection.execute(
            MOVE_HEAD, [{"topic": topic.name, "part": part, "next": head} for part, head in heads.items()]
        )

    def reader(self, group: str, topics: Sequence[Topic]) -> "EmbeddedReader":
        return EmbeddedReader(self._engine, self._locks, self._bell, group, topics)

    def places(self, group: str, topics: Sequence[Topic]) -> Mapping[Place, int]:
        names = {topic.name for topic in topics}
        with _unavailable("read"), reading(self._engine) as connection:
            rows = connection.execute(PLACES, {"member_group": group})
            return {(row.topic, row.part): row.next for row in rows if row.topic in names}

    def opened(self, record: Record) -> Found:
        return record

    def newest(self, topic: Topic) -> Sequence[Event]:
        with _unavailable("read"), reading(self._engine) as connection:
            rows = connection.execute(NEWEST, {"topic": topic.name, "tail": TAIL}).all()
        return events_in(_record(topic.name, row.part, row) for row in rows)

    def last_sequence(self, topic: Topic) -> int:
        return max((event.sequence for event in self.newest(topic)), default=0)

    def lag(self, group: str, topics: Sequence[Topic]) -> int:
        names = {topic.name for topic in topics}
        with _unavailable("read"), reading(self._engine) as connection:
            rows = connection.execute(PENDING, {"member_group": group})
            return sum(row.stop - row.next for row in rows if row.topic in names)

    def close(self) -> None:
        self._bell.close()
        self._engine.dispose()


@contextmanager
def _unavailable(done: str) -> Iterator[None]:
    try:
        yield
    except FAULTS as error:
        raise TransportUnavailable(f"the embedded log cannot be {done}: {getattr(error, 'orig', error)}") from error


class EmbeddedReader:
    def __init__(self, engine: Engine, locks: Path, bell: Bell, group: str, topics: Sequence[Topic]) -> None:
        self._engine = engine
        self._locks = locks
        self._bell = bell
        self._group = group
        self._topics = [topic.name for topic in topics]
        self._turn = 0
        self._open: tuple[ExitStack, Sequence[Found]] | None = None
        self._held = False
        self._nothing_at: Mark | None = None
        self._quiet_since = time.monotonic()
        self._woken = threading.Event()

    def read(self, limit: int, wait_seconds: float) -> Sequence[Found]:
        if self._open is not None:
            raise NotAcknowledged("acknowledge the batch that is open, or close the reader")
        with _unavailable("read"):
            return self._read_until(time.monotonic() + wait_seconds, limit)

    def wake(self) -> None:
        self._woken.set()
        self._bell.ring()

    def _read_until(self, deadline: float, limit: int) -> Sequence[Found]:
        while True:
            mark = self._bell.mark()
            batch = () if mark == self._nothing_at else self._read_now(limit)
            now = time.monotonic()
            if batch:
                self._quiet_since = now
            self._nothing_at = None if batch or self._held else mark
            if batch or self._woken.is_set() or now >= deadline:
                self._woken.clear()
                return batch
            self._bell.wait(mark, min(deadline, now + HELD_SECONDS) if self._held else deadline, self._quiet_since)

    def _read_now(self, limit: int) -> Sequence[Found]:
        """Of as many partitions as it takes: a batch costs its reader a transaction, also when it is short."""
        self._held = False
        with ExitStack() as locks:
            places = self._lock(locks, limit)
            batch = self._slices(places, limit) if places else ()
            if batch:
                self._open = (locks.pop_all(), batch)
        return batch

    def _lock(self, locks: ExitStack, limit: int) -> Sequence[Place]:
        """Those partitions with something to read that no other member holds, until they hold `limit` records."""
        places: list[Place] = []
        room = limit
        for topic, part, waiting in self._pending():
            if room <= 0:
                break
            lock = FileLock(self._locks / f"{self._group}.{topic}.{part}.lock", timeout=0, thread_local=False)
            try:
                locks.enter_context(lock)
            except Timeout:
                self._held = True
            else:
                places.append((topic, part))
                room -= waiting
        return places

    def _pending(self) -> Iterator[tuple[str, int, int]]:
        """Partitions and how much there is to read, each time starting after the one that had the first turn."""
        with reading(self._engine) as connection:
            rows = connection.execute(PENDING, {"member_group": self._group})
            found = sorted((row.topic, row.part, row.stop - row.next) for row in rows if row.topic in self._topics)
        self._turn += 1
        start = self._turn % len(found) if found else 0
        yield from found[start:] + found[:start]

    def _slices(self, places: Sequence[Place], limit: int) -> Sequence[Found]:
        """Where to begin is read again under the locks: another member may have moved it since we looked."""
        records: list[Found] = []
        with reading(self._engine) as connection:
            for topic, part in places:
                place = {"member_group": self._group, "topic": topic, "part": part}
                start = connection.execute(NEXT, place).scalar() or 0
                asked = {"topic": topic, "part": part, "next": start, "limit": limit - len(records)}
                records += [_record(topic, part, row) for row in connection.execute(SLICE, asked).all()]
        return records

    def acknowledge(self) -> None:
        if self._open is None:
            return
        locks, batch = self._open
        stops = {(record.topic, record.partition): record.offset + 1 for record in batch}
        # What a power cut takes back is read again, and the reader's inbox knows it.
        with _unavailable("written"), repeatable(self._engine) as connection:
            connection.execute(
                MOVE,
                [
                    {"member_group": self._group, "topic": topic, "part": part, "next": stop}
                    for (topic, part), stop in stops.items()
                ],
            )
        self._open = None
        locks.close()

    def close(self) -> None:
        if self._open is not None:
            self._open[0].close()
            self._open = None


def _record(topic: str, part: int, row: Any) -> Found:
    try:
        return Record(topic, part, row.position, _event(row.attributes, row.data))
    except NotAnEvent as wrong:
        raw = _raw(row.attributes, row.data)
        return Unreadable(topic, part, row.position, subject_of(raw), raw, str(wrong))


def _event(attributes_json: bytes, data_json: bytes) -> Event:
    try:
        found, data = json_value(attributes_json), decode_data(data_json)
    except ValueError as wrong:
        raise NotAnEvent("De kop of de inhoud van het bericht is geen JSON.") from wrong
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise NotAnEvent("De kop van het bericht is niet te lezen.")
    return checked(found, data, may_hold_nul=NUL in data_json)


def _raw(attributes_json: bytes, data_json: bytes) -> Raw:
    """As Kafka would hold it. Attributes that are none are kept as they are, under a name of their own."""
    try:
        found = json_value(attributes_json)
        headers = [(f"ce_{name}", value.encode()) for name, value in found.items()]
    except (ValueError, AttributeError):
        headers = [("attributes", attributes_json)]
    return Raw(headers, data_json)
